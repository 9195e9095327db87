import type { VersionRow } from '@laurel/server/api';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Sentences } from '../parts/notice.tsx';
import { Answered } from '../parts/states.tsx';
import { queries } from '../queries.ts';

/** What one version changes of another, in words. */
export function Compare({ versions }: { readonly versions: readonly VersionRow[] }) {
  const newest = versions[0]?.version ?? 1;
  const [from, setFrom] = useState(versions[1]?.version ?? newest);
  const [to, setTo] = useState(newest);
  if (versions.length < 2) return null;
  return (
    <s-section heading="Compare two versions">
      <div className="group-fields">
        <Choice label="From" value={from} versions={versions} onChoose={setFrom} />
        <Choice label="To" value={to} versions={versions} onChoose={setTo} />
      </div>
      <div className="apart">
        {from === to ? <s-paragraph color="subdued">Choose two versions.</s-paragraph> : <Changes from={from} to={to} />}
      </div>
    </s-section>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: number;
  readonly versions: readonly VersionRow[];
  readonly onChoose: (version: number) => void;
}

function Choice({ label, value, versions, onChoose }: ChoiceProps) {
  return (
    <s-select label={label} value={String(value)} onChange={(event) => onChoose(Number(event.currentTarget.value))}>
      {versions.map(({ version }) => (
        <s-option key={version} value={String(version)}>
          Version {version}
        </s-option>
      ))}
    </s-select>
  );
}

function Changes({ from, to }: { readonly from: number; readonly to: number }) {
  const comparison = useQuery(queries.comparison(from, to));
  return (
    <Answered what="the comparison" query={comparison}>
      {({ changes }) =>
        changes.length === 0 ? (
          <s-paragraph>They promise the same.</s-paragraph>
        ) : (
          <Sentences title={`Version ${to} differs from version ${from}:`} sentences={changes} />
        )
      }
    </Answered>
  );
}
