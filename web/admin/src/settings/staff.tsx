import type { Role, StaffPage, StaffRow } from '@laurel/server/api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api.ts';
import { NotDone } from '../parts/panel.tsx';
import { Answered } from '../parts/states.tsx';
import { Told } from '../parts/told.tsx';
import { useMay } from '../parts/use-may.ts';
import { WhyNot } from '../parts/why-not.tsx';
import { queries } from '../queries.ts';
import { onDay } from '../words/numbers.ts';
import { ROLE_WORDS } from '../words/roles.ts';

interface Given {
  readonly who: StaffRow;
  readonly was: Role;
  readonly role: Role;
}

/** Who works with Laurel, and in which role; owners give others, and can take the last change back. */
export function StaffRoles() {
  const staff = useQuery(queries.staff());
  return (
    <s-section heading="People">
      <s-paragraph color="subdued">
        Everybody who has opened Laurel in this shop.{' '}
        {Object.values(ROLE_WORDS)
          .map(({ name, details }) => `${name}: ${details}`)
          .join(' ')}
      </s-paragraph>
      <Answered what="the people" query={staff}>
        {(page) => <Roles page={page} />}
      </Answered>
    </s-section>
  );
}

function Roles({ page }: { readonly page: StaffPage }) {
  const cache = useQueryClient();
  const { may } = useMay('give-roles');
  const [done, setDone] = useState<Given | null>(null);
  const giving = useMutation({
    mutationFn: ({ who, was, role }: Given) => api.giveRole(who.userId, was, role),
    onSuccess: (_row, given) => setDone(given),
    onSettled: () => cache.invalidateQueries(),
  });
  const give = (given: Given) => {
    setDone(null);
    giving.mutate(given);
  };
  return (
    <s-stack gap="base">
      <s-table>
        <s-table-header-row>
          <s-table-header listSlot="primary">Name</s-table-header>
          <s-table-header>Role</s-table-header>
          <s-table-header>Since</s-table-header>
          <s-table-header>Given by</s-table-header>
        </s-table-header-row>
        <s-table-body>
          {page.staff.map((who) => (
            <s-table-row key={who.userId}>
              <s-table-cell>{capitalised(who.name)}</s-table-cell>
              <s-table-cell>
                {may === true ? (
                  <RolePicker key={who.role} who={who} busy={giving.isPending} onGive={(role) => give({ who, was: who.role, role })} />
                ) : (
                  <s-badge>{ROLE_WORDS[who.role].name}</s-badge>
                )}
              </s-table-cell>
              <s-table-cell>{onDay(who.since)}</s-table-cell>
              <s-table-cell>{who.givenBy ?? 'First visit'}</s-table-cell>
            </s-table-row>
          ))}
        </s-table-body>
      </s-table>
      <WhyNot act="give-roles" />
      {giving.error !== null && <NotDone error={giving.error} />}
      <Told sentence={done === null ? '' : `${capitalised(done.who.name)} is ${done.role} now, and was ${done.was} before.`}>
        {done !== null && (
          <s-button onClick={() => give({ who: done.who, was: done.role, role: done.was })} disabled={giving.isPending}>
            Undo
          </s-button>
        )}
      </Told>
    </s-stack>
  );
}

interface PickerProps {
  readonly who: StaffRow;
  readonly busy: boolean;
  readonly onGive: (role: Role) => void;
}

/** A role is chosen and then given: no arrow key gives one by passing over it. */
function RolePicker({ who, busy, onGive }: PickerProps) {
  const [role, setRole] = useState<Role>(who.role);
  return (
    <div className="role">
      <s-select
        label={`Role of ${who.name}`}
        labelAccessibilityVisibility="exclusive"
        value={role}
        onChange={(event) => setRole(roleNamed(event.currentTarget.value))}
      >
        {Object.entries(ROLE_WORDS).map(([name, words]) => (
          <s-option key={name} value={name}>
            {words.name}
          </s-option>
        ))}
      </s-select>
      {role !== who.role && (
        <s-button accessibilityLabel={`Make ${who.name} ${role}`} onClick={() => onGive(role)} loading={busy}>
          Give
        </s-button>
      )}
    </div>
  );
}

function roleNamed(name: string): Role {
  return name in ROLE_WORDS ? (name as Role) : 'viewer';
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
