import type { SettingsView } from '@laurel/server/api';
import { Term, Terms } from '../parts/terms.tsx';
import { points } from '../words/numbers.ts';
import { ROLE_WORDS } from '../words/roles.ts';

/** The settings for those who may look at them and not change them. */
export function FixedSettings({ settings, why }: { readonly settings: SettingsView; readonly why: string }) {
  return (
    <s-section heading="Settings of this shop">
      <s-stack gap="base">
        <Terms>
          <Term name="One person alone">
            May give or take {points(settings.adjustmentLimitPoints)} at once, and within 24 hours for one member. More waits for a second
            person.
          </Term>
          <Term name="New staff">
            Begin as {settings.defaultRole}: {ROLE_WORDS[settings.defaultRole].details}
          </Term>
        </Terms>
        <s-paragraph color="subdued">{why}</s-paragraph>
      </s-stack>
    </s-section>
  );
}
