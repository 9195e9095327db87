import { ApiFailure, failureSentence, monthName, sentence, type MemberOverview, type Preferences } from '@laurel/extension-client';
import { useState } from 'preact/hooks';
import type { Session } from '../session.ts';
import { words, type Key } from '../words.ts';

interface OwnProps {
  overview: MemberOverview;
  session: Session;
}

/** What members tell of themselves and take with them: birthday, preferences, statement. */
export function Own({ overview, session }: OwnProps) {
  const { say } = words();
  return (
    <s-section heading={say('own.heading')}>
      <s-stack gap="large">
        <Birthday overview={overview} session={session} />
        {overview.preferences !== undefined && <Wishes preferences={overview.preferences} session={session} />}
        <Statement session={session} />
      </s-stack>
    </s-section>
  );
}

/** Tells what came of an act in the live region, and brings the page up to date. */
async function did(session: Session, done: Key, act: () => Promise<unknown>): Promise<void> {
  if (session.preview) return;
  try {
    await act();
    session.notice.value = { tone: 'success', sentence: sentence(done) };
  } catch (error) {
    session.notice.value = { tone: 'warning', sentence: whyNot(error) };
  }
  await session.queries.invalidateQueries({ queryKey: ['overview'] });
}

function whyNot(error: unknown) {
  const { code, details = {} } = error instanceof ApiFailure ? error : { code: '' };
  if (code === 'refused') return sentence<Key>('own.birthday-again', { day: { day: String(details['again']) } });
  return code === 'invalid_request' ? sentence<Key>('own.birthday-wrong') : failureSentence(error);
}

function Birthday({ overview, session }: OwnProps) {
  const { say, format } = words();
  const action = overview.actions.find(({ how }) => how === 'tell-birthday');
  const [said, setSaid] = useState({ month: action?.birthday?.month ?? 1, day: action?.birthday?.day ?? 1 });
  if (action === undefined) return null;
  return (
    <s-stack gap="base">
      <s-select
        label={say('own.birthday-month')}
        value={String(said.month)}
        onChange={(event) => setSaid({ ...said, month: Number(valueOf(event)) })}
      >
        {Array.from({ length: 12 }, (_, index) => (
          <s-option key={index} value={String(index + 1)}>
            {format(monthName(index + 1))}
          </s-option>
        ))}
      </s-select>
      <s-number-field
        label={say('own.birthday-day')}
        min={1}
        max={31}
        step={1}
        value={String(said.day)}
        onChange={(event) => setSaid({ ...said, day: Number(valueOf(event)) })}
      />
      <s-button variant="secondary" onClick={() => void did(session, 'own.saved', () => session.own.keepBirthday(said))}>
        {say('own.birthday-save')}
      </s-button>
    </s-stack>
  );
}

/** An empty value would show as nothing chosen. */
const asInShop = 'shop';

const localeNamed = (value: string): Preferences['locale'] => (value === asInShop ? null : (value as Preferences['locale']));

const languages = { en: 'English', de: 'Deutsch', fr: 'Français', es: 'Español', ja: '日本語', th: 'ไทย', 'zh-TW': '繁體中文' } as const;

function Wishes({ preferences, session }: { preferences: Preferences; session: Session }) {
  const { say } = words();
  const keep = (wish: Preferences) => void did(session, 'own.saved', () => session.own.keepPreferences(wish));
  return (
    <s-stack gap="base">
      <s-checkbox
        label={say('own.notices')}
        checked={preferences.notices}
        onChange={() => keep({ ...preferences, notices: !preferences.notices })}
      />
      <s-select
        label={say('own.language')}
        value={preferences.locale ?? asInShop}
        onChange={(event) => keep({ ...preferences, locale: localeNamed(valueOf(event)) })}
      >
        <s-option value={asInShop}>{say('own.language-shop')}</s-option>
        {Object.entries(languages).map(([locale, name]) => (
          <s-option key={locale} value={locale}>
            {name}
          </s-option>
        ))}
      </s-select>
    </s-stack>
  );
}

function Statement({ session }: { session: Session }) {
  const { say } = words();
  const [link, setLink] = useState<string | null>(null);
  const ask = () => did(session, 'own.statement-ready', async () => setLink(await session.own.statementLink()));
  return (
    <s-stack gap="base">
      <s-button variant="secondary" onClick={() => void ask()}>
        {say('own.statement')}
      </s-button>
      {link !== null && (
        <s-link href={link} target="_blank">
          {say('own.statement-link')}
        </s-link>
      )}
    </s-stack>
  );
}

function valueOf(event: Event): string {
  return (event.currentTarget as HTMLElementTagNameMap['s-select'] | null)?.value ?? '';
}
