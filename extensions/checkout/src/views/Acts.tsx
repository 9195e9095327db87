import { isIssued, points, type Cart, type RewardRow } from '@laurel/extension-client';
import type { Session } from '../session.ts';
import { words, type Words } from '../words.ts';

interface Act {
  text: string;
  label: string;
  busy: boolean;
  run: () => void;
}

/**
 * The buttons of one reward. The first is the same element in every state, so that the focus stays where the shopper
 * left it while "Redeem" becomes "Undo".
 */
export function Acts({ row, session, cart }: { row: RewardRow; session: Session; cart: Cart }) {
  const [first, second] = actsOf(row, session, cart);
  return (
    <s-stack gap="small" alignItems="end">
      {first !== undefined && <ActButton key="first" act={first} />}
      {second !== undefined && <ActButton key="second" act={second} />}
    </s-stack>
  );
}

function ActButton({ act }: { act: Act }) {
  return (
    <s-button variant="secondary" loading={act.busy} accessibilityLabel={act.label} onClick={act.run}>
      {act.text}
    </s-button>
  );
}

function actsOf(row: RewardRow, session: Session, cart: Cart): Act[] {
  const acts = createActs(words(), row, session, cart);
  switch (row.state) {
    case 'open':
      return [acts.redeem(false)];
    case 'asking':
    case 'applying':
      return [acts.redeem(true)];
    case 'stuck':
      return [acts.again()];
    case 'ready':
    case 'removed':
      return [acts.use(), ...acts.undo(false)];
    case 'making':
    case 'applied':
      return acts.undo(false);
    case 'undoing':
      return acts.undo(true);
    case 'priced':
    case 'blocked':
      return [];
  }
}

function createActs({ say }: Words, { reward, redemption }: RewardRow, { redeemer, preview }: Session, cart: Cart) {
  const name = { reward: reward.name };
  const redeem = () => {
    if (!preview) void redeemer.redeem(reward.id, cart, cart.currency);
  };
  return {
    redeem: (busy: boolean): Act => ({ text: say('act.redeem'), label: say('act.redeem-label', { ...name, ...points(reward.points) }), busy, run: redeem }),
    again: (): Act => ({ text: say('act.again'), label: say('act.again-label', name), busy: false, run: redeem }),
    use: (): Act => ({
      text: say('act.use'),
      label: say('act.use-label', name),
      busy: false,
      run: () => void (redemption !== null && isIssued(redemption) && redeemer.apply(redemption)),
    }),
    undo: (busy: boolean): Act[] => {
      if (redemption === null || !(redemption.canUndo || busy)) return [];
      return [{ text: say('act.undo'), label: say('act.undo-label', name), busy, run: () => void redeemer.undo(redemption) }];
    },
  };
}
