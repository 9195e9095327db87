import { useQuery } from '@tanstack/react-query';
import { Answered } from '../parts/states.tsx';
import { useMay } from '../parts/use-may.ts';
import { queries } from '../queries.ts';
import { FixedSettings } from '../settings/fixed.tsx';
import { ApiKeys } from '../settings/api-keys.tsx';
import { SettingsForm } from '../settings/form.tsx';
import { StaffRoles } from '../settings/staff.tsx';
import { mayNotSentence } from '../words/roles.ts';

/** What the shop decided about its staff, and who they are. */
export function SettingsPage() {
  const settings = useQuery(queries.settings());
  const { may, me } = useMay('change-settings');
  return (
    <s-page heading="Settings">
      <Answered what="the settings" query={settings}>
        {(latest) => {
          if (me === undefined) return null;
          return may === true ? (
            <SettingsForm latest={latest} />
          ) : (
            <FixedSettings settings={latest} why={mayNotSentence(me.role, 'change-settings')} />
          );
        }}
      </Answered>
      <StaffRoles />
      <ApiKeys />
    </s-page>
  );
}
