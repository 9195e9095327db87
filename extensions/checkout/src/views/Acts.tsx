import { isIssued, points, type Cart, type RewardRow } from '@laurel/extension-client';
import type { Session } from '../session.ts';
import { words } from '../words.ts';

interface ActsProps {
  row: RewardRow;
  session: Session;
  cart: Cart;
  /** Of a slider: how many were chosen. */
  steps: number | undefined;
}

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
export function Acts({ row, session, cart, steps }: ActsProps) {
  return (
    <s-stack gap="small" alignItems="end">
      {actsOf({ row, session, cart, steps }).map(({ text, label, run }, place) => (
        <s-button key={place} variant="secondary" accessibilityLabel={label} onClick={run}>
          {text}
        </s-button>
      ))}
    </s-stack>
  );
}

function actsOf({ row: { reward, redemption, state }, session: { preview, redeemer }, cart, steps }: ActsProps): Act[] {
  const { say } = words();
  const act = (key: 'redeem' | 'again' | 'busy' | 'use' | 'undo', run: () => void = () => undefined): Act => ({
    text: say(`act.${key}`),
    label: say(`act.${key}-label`, { reward: reward.name, ...points(reward.points * (steps ?? 1)) }),
    run,
  });
  const redeem = () => void (preview || redeemer.redeem(reward.id, cart, cart.currency, steps));
  const undo = redemption?.canUndo ? [act('undo', () => void redeemer.undo(redemption))] : [];
  switch (state) {
    case 'open':
      return [act('redeem', redeem)];
    case 'asking':
    case 'applying':
    case 'undoing':
      return [act('busy')];
    case 'stuck':
      return [act('again', redeem)];
    case 'ready':
    case 'removed':
      return [act('use', () => void (redemption !== null && isIssued(redemption) && redeemer.apply(redemption))), ...undo];
    case 'making':
    case 'applied':
      return undo;
    case 'priced':
    case 'blocked':
      return [];
  }
}
