import type { ApiKeyView, StaffPage } from '@laurel/server/api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api } from '../api.ts';
import { TextField } from '../parts/field.tsx';
import { NotDone, Panel } from '../parts/panel.tsx';
import { Answered, Empty } from '../parts/states.tsx';
import { Told } from '../parts/told.tsx';
import { useMay } from '../parts/use-may.ts';
import { WhyNot } from '../parts/why-not.tsx';
import { queries } from '../queries.ts';
import { onDay } from '../words/numbers.ts';

/** The keys by which other apps of the shop report what members did. A key is shown once, when it is made. */
export function ApiKeys() {
  const keys = useQuery(queries.apiKeys());
  const staff = useQuery(queries.staff());
  const { may } = useMay('change-settings');
  return (
    <s-section heading="API keys">
      <s-paragraph color="subdued">
        With a key another app, such as one for reviews, reports what a member did, and the member gets the points of that action.
      </s-paragraph>
      <Answered what="the keys" query={keys}>
        {(page) => (
          <s-stack gap="base">
            <KeyTable keys={page.keys} staff={staff.data} may={may === true} />
            {may === true && <NewKey />}
            <WhyNot act="change-settings" />
          </s-stack>
        )}
      </Answered>
    </s-section>
  );
}

interface TableProps {
  readonly keys: readonly ApiKeyView[];
  readonly staff: StaffPage | undefined;
  readonly may: boolean;
}

function KeyTable({ keys, staff, may }: TableProps) {
  const cache = useQueryClient();
  const [asked, setAsked] = useState<ApiKeyView | null>(null);
  const [done, setDone] = useState('');
  const revoking = useMutation({
    mutationFn: ({ id }: ApiKeyView) => api.revokeApiKey(id),
    onSuccess: (_answer, { name }) => {
      setAsked(null);
      setDone(`The key for ${name} opens nothing any more.`);
    },
    onSettled: () => cache.invalidateQueries({ queryKey: queries.apiKeys().queryKey }),
  });
  if (keys.length === 0)
    return <Empty heading="There are no keys yet">No other app can report anything. Make a key for one that should.</Empty>;
  const nameOf = (id: string) => staff?.staff.find(({ userId }) => userId === id)?.name ?? `staff member ${id}`;
  return (
    <s-stack gap="base">
      <s-table>
        <s-table-header-row>
          <s-table-header listSlot="primary">For</s-table-header>
          <s-table-header>Made on</s-table-header>
          <s-table-header>Made by</s-table-header>
          <s-table-header>State</s-table-header>
        </s-table-header-row>
        <s-table-body>
          {keys.map((key) => (
            <s-table-row key={key.id}>
              <s-table-cell>{key.name}</s-table-cell>
              <s-table-cell>{onDay(key.createdAt)}</s-table-cell>
              <s-table-cell>{nameOf(key.createdBy)}</s-table-cell>
              <s-table-cell>
                {key.revokedAt !== null ? (
                  `Taken back on ${onDay(key.revokedAt)}`
                ) : may ? (
                  <s-button accessibilityLabel={`Take back the key for ${key.name}`} onClick={() => setAsked(key)}>
                    Take back
                  </s-button>
                ) : (
                  'Good'
                )}
              </s-table-cell>
            </s-table-row>
          ))}
        </s-table-body>
      </s-table>
      {asked !== null && (
        <Panel heading={`Take back the key for ${asked.name}?`}>
          <s-paragraph>The app that has it can report nothing from then on. This cannot be undone; a new key can be made.</s-paragraph>
          {revoking.error !== null && <NotDone error={revoking.error} />}
          <s-stack direction="inline" gap="small">
            <s-button tone="critical" onClick={() => revoking.mutate(asked)} loading={revoking.isPending}>
              Take back
            </s-button>
            <s-button onClick={() => setAsked(null)} disabled={revoking.isPending}>
              Keep it
            </s-button>
          </s-stack>
        </Panel>
      )}
      <Told sentence={done} />
    </s-stack>
  );
}

function NewKey() {
  const cache = useQueryClient();
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<string | undefined>();
  const making = useMutation({
    mutationFn: api.createApiKey,
    onSuccess: () => setName(''),
    onSettled: () => cache.invalidateQueries({ queryKey: queries.apiKeys().queryKey }),
  });
  const wrong = () => (name.trim() === '' ? 'Say which app the key is for.' : undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setProblem(wrong());
    if (wrong() === undefined) making.mutate(name.trim());
  };
  return (
    <form onSubmit={submit} noValidate aria-label="Make a key">
      <s-stack gap="base">
        <TextField
          field="api-key-name"
          label="App"
          details="Only for you to tell keys apart."
          value={name}
          problem={problem}
          onType={(typed) => {
            setName(typed);
            setProblem(undefined);
          }}
          onLeave={() => {}}
        />
        <s-stack direction="inline">
          <s-button type="submit" loading={making.isPending}>
            Make a key
          </s-button>
        </s-stack>
        {making.error !== null && <NotDone error={making.error} />}
        <Told
          sentence={
            making.data === undefined ? '' : `The key for ${making.data.name}. It is shown this once; keep it where the app finds it.`
          }
        >
          {making.data !== undefined && <code className="secret">{making.data.secret}</code>}
        </Told>
      </s-stack>
    </form>
  );
}
