import { Form } from 'react-router';
import { useBusy } from './redeem-form';
import { holdSentence, pointsSentence } from './sentences';
import type { OpenRedemption } from './types';

interface OpenRedemptionsProps {
  readonly redemptions: readonly OpenRedemption[];
  /** Where using and undoing are posted to. */
  readonly action: string;
}

/** What the member has redeemed and not used yet: where the code is, how long it lasts, and a way back. */
export function OpenRedemptions({ redemptions, action }: OpenRedemptionsProps) {
  if (redemptions.length === 0) return null;
  return (
    <ul className="ly-open">
      {redemptions.map((redemption) => (
        <li key={redemption.id}>
          <div>
            <strong>{redemption.title}</strong>
            <p className="ly-quiet">{stateSentence(redemption)}</p>
          </div>
          <div className="ly-acts">
            {redemption.state === 'issued' && redemption.code !== null && !redemption.inCart && (
              <RedemptionAct action={action} intent="apply" redemption={redemption} text="Use in cart" />
            )}
            {redemption.canUndo && <RedemptionAct action={action} intent="undo" redemption={redemption} text="Undo" quiet />}
          </div>
        </li>
      ))}
    </ul>
  );
}

interface RedemptionActProps {
  readonly action: string;
  readonly intent: 'apply' | 'undo';
  readonly redemption: OpenRedemption;
  readonly text: string;
  readonly quiet?: boolean;
}

function RedemptionAct({ action, intent, redemption, text, quiet = false }: RedemptionActProps) {
  const busy = useBusy((sent) => sent.get('intent') === intent && sent.get('redemptionId') === redemption.id);
  return (
    <Form method="post" action={action} preventScrollReset>
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="redemptionId" value={redemption.id} />
      <button className={quiet ? 'ly-link' : 'ly-button'} type="submit" aria-disabled={busy} aria-label={`${text}: ${redemption.title}`}>
        {busy ? 'One moment…' : text}
      </button>
    </Form>
  );
}

function stateSentence({ state, code, way, inCart, applies, points, minutesLeft }: OpenRedemption): string {
  const held = `${pointsSentence(points)} set aside ${holdSentence(minutesLeft)}`;
  if (state === 'releasing') return `Being taken back; ${pointsSentence(points)} return in a moment`;
  if (way === 'by-hand') return `The shop hands it over. ${held}`;
  if (way === 'at-once') return `It is on its way. ${held}`;
  if (state === 'held' || code === null) return `The code is being made. ${held}`;
  if (!inCart) return `Code ${code}. ${held}`;
  return applies ? `In your cart, code ${code}. ${held}` : `In your cart, but it takes nothing off as the cart is now. ${held}`;
}
