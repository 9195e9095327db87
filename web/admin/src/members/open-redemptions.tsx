import type { MemberFile } from '@laurel/server/api';
import { useState } from 'react';
import { Told } from '../parts/told.tsx';
import { useMay } from '../parts/use-may.ts';
import { WhyNot } from '../parts/why-not.tsx';
import { number, when } from '../words/numbers.ts';
import { Release } from './release.tsx';

type Redemption = MemberFile['redemptions'][number];

/** Redemptions whose points are set aside: the code is being made, ready, or being taken back. Whoever may can take one back. */
export function OpenRedemptions({ redemptions }: { readonly redemptions: readonly Redemption[] }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const [done, setDone] = useState('');
  const { may } = useMay('release');
  const open = redemptions.filter((one) => one.state in STATE_WORDS);
  const choose = (id: string) => {
    setDone('');
    setChosen(id);
  };
  const finished = (sentence: string) => {
    setChosen(null);
    setDone(sentence);
  };
  const releasing = open.find(({ id }) => id === chosen);
  if (open.length === 0 && done === '') return null;
  return (
    <s-section heading="Open redemptions">
      <s-stack gap="base">
        {open.length > 0 && <RedemptionTable open={open} mayRelease={may === true} onRelease={choose} />}
        {releasing !== undefined && <Release key={releasing.id} redemption={releasing} onDone={finished} onClose={() => setChosen(null)} />}
        <WhyNot act="release" />
        <Told sentence={done} />
      </s-stack>
    </s-section>
  );
}

interface TableProps {
  readonly open: readonly Redemption[];
  readonly mayRelease: boolean;
  readonly onRelease: (id: string) => void;
}

function RedemptionTable({ open, mayRelease, onRelease }: TableProps) {
  return (
    <s-table>
      <s-table-header-row>
        <s-table-header listSlot="primary">Reward</s-table-header>
        <s-table-header>State</s-table-header>
        <s-table-header format="numeric">Points</s-table-header>
        <s-table-header>Code</s-table-header>
        <s-table-header>Since</s-table-header>
        <s-table-header>Returns by itself</s-table-header>
        {mayRelease && <s-table-header>Action</s-table-header>}
      </s-table-header-row>
      <s-table-body>
        {open.map((one) => (
          <s-table-row key={one.id}>
            <s-table-cell>{one.title}</s-table-cell>
            <s-table-cell>{STATE_WORDS[one.state]}</s-table-cell>
            <s-table-cell>{number(one.points)}</s-table-cell>
            <s-table-cell>{one.code ?? 'Not yet'}</s-table-cell>
            <s-table-cell>{when(one.at)}</s-table-cell>
            <s-table-cell>{when(one.until)}</s-table-cell>
            {mayRelease && (
              <s-table-cell>
                {one.canUndo ? (
                  <s-button accessibilityLabel={`Take back ${one.title}`} onClick={() => onRelease(one.id)}>
                    Take back
                  </s-button>
                ) : (
                  '–'
                )}
              </s-table-cell>
            )}
          </s-table-row>
        ))}
      </s-table-body>
    </s-table>
  );
}

const STATE_WORDS: Partial<Record<Redemption['state'], string>> = {
  held: 'Code is being made',
  issued: 'Ready to use',
  releasing: 'Being taken back',
};
