import { useState } from 'react';
import { Told } from '../parts/told.tsx';
import { useMay } from '../parts/use-may.ts';
import { count } from '../words/numbers.ts';
import type { ReferralRow } from '../words/referrals.ts';
import { JudgePanel } from './judge.tsx';
import { ReferralTable } from './table.tsx';

/** Referrals one of which can be chosen and decided about; what was decided is told, and the focus goes there. */
export function Queue({ rows, left = 0 }: { readonly rows: readonly ReferralRow[]; readonly left?: number }) {
  const [open, setOpen] = useState<ReferralRow | null>(null);
  const [done, setDone] = useState('');
  const { may } = useMay('judge-referrals');
  const choose = (row: ReferralRow) => {
    setDone('');
    setOpen(row);
  };
  return (
    <s-stack gap="base">
      {rows.length > 0 && <ReferralTable rows={rows} onDecide={may === true ? choose : undefined} />}
      {left > 0 && <s-paragraph color="subdued">{count(left, 'more waits', 'more wait')}.</s-paragraph>}
      {open !== null && (
        <JudgePanel
          key={open.id}
          row={open}
          onDone={(sentence) => {
            setOpen(null);
            setDone(sentence);
          }}
          onClose={() => setOpen(null)}
        />
      )}
      <Told sentence={done} />
    </s-stack>
  );
}
