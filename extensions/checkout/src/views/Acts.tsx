import { isIssued, points, type Cart, type RewardRow } from '@laurel/extension-client';
import type { Session } from '../session.ts';
import { words, type Words } from '../words.ts';

interface Act {
  text: string;
  label: string;
  run: () => void;
}

/**
 * The buttons of one reward. The first is the same element in every state, so that the focus stays where the shopper
 * left it while "Redeem" becomes "Undo". For the same reason a busy button is not disabled or `loading`: pressing it
 * again changes nothing.
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
    <s-button variant="secondary" accessibilityLabel={act.label} onClick={act.run}>
      {act.text}
    </s-button>
  );
}

function actsOf(row: RewardRow, session: Session, cart: Cart): Act[] {
  const acts = createActs(words(), row, session, cart);
  switch (row.state) {
    case 'open':
      return [acts.redeem()];
    case 'asking':
    case 'applying':
    case 'undoing':
      return [acts.busy()];
    case 'stuck':
      return [acts.again()];
    case 'ready':
    case 'removed':
      return [acts.use(), ...acts.undo()];
    case 'making':
    case 'applied':
      return acts.undo();
    case 'priced':
    case 'blocked':
      return [];
  }
}

function createActs({ say }: Words, { reward, redemption }: RewardRow, { redeemer, preview }: Session, cart: Cart) {
  const name = { reward: reward.name };
  const redeem = () => void (preview || redeemer.redeem(reward.id, cart, cart.currency));
  return {
    redeem: (): Act => ({ text: say('act.redeem'), label: say('act.redeem-label', { ...name, ...points(reward.points) }), run: redeem }),
    again: (): Act => ({ text: say('act.again'), label: say('act.again-label', name), run: redeem }),
    busy: (): Act => ({ text: say('act.busy'), label: say('act.busy-label', name), run: () => undefined }),
    use: (): Act => ({
      text: say('act.use'),
      label: say('act.use-label', name),
      run: () => void (redemption !== null && isIssued(redemption) && redeemer.apply(redemption)),
    }),
    undo: (): Act[] => {
      if (redemption === null || !redemption.canUndo) return [];
      return [{ text: say('act.undo'), label: say('act.undo-label', name), run: () => void redeemer.undo(redemption) }];
    },
  };
}
