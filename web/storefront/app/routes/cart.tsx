import type { ReactNode } from 'react';
import { Link, useNavigation } from 'react-router';
import type { Route } from './+types/cart';
import { CartCodes } from '../components/cart-codes';
import { CartLine } from '../components/cart-line';
import { EarnBadge, OpenRedemptions, PointsUnavailable, RewardList } from '../components/loyalty';
import { pointsSentence } from '../components/loyalty/sentences';
import { actOnCart } from '../lib/cart-acts.server';
import { backTo } from '../lib/cart.server';
import { formatMoney } from '../lib/money';
import { actOnPoints, earnPreview, estimateLines, openRedemptions } from '../lib/points.server';

export function meta() {
  return [{ title: 'Your cart' }];
}

export async function loader({ context }: Route.LoaderArgs) {
  const cart = await context.visit.cart();
  const [overview, earn] = await Promise.all([context.visit.overview(), earnPreview(context, estimateLines(cart), cart.currency)]);
  const member = overview.state === 'ready' && overview.value.points ? overview.value : null;
  return {
    cart,
    earn,
    points: overview.state === 'unavailable' ? ('unavailable' as const) : (member?.points?.available ?? null),
    rewards: member?.rewards ?? [],
    tiers: member?.program.tiers ?? [],
    redemptions: member ? openRedemptions(member, cart, context.now()) : [],
    attempt: crypto.randomUUID(),
  };
}

export async function action({ context, request }: Route.ActionArgs) {
  const form = await request.formData();
  const { notice, headers } = (await actOnPoints(context, form)) ?? (await actOnCart(context, form));
  return backTo(context, '/cart', notice, headers);
}

export default function Cart({ loaderData }: Route.ComponentProps) {
  const { cart, earn, redemptions } = loaderData;
  const busy = useNavigation().state === 'submitting';
  const waiting = redemptions.some((open) => open.inCart);
  if (cart.lines.length === 0) return <EmptyCart>{waiting && <OpenRedemptions redemptions={redemptions} action="/cart" />}</EmptyCart>;
  return (
    <div className="cart" aria-busy={busy}>
      <h1>Your cart</h1>
      <ul className="lines">
        {cart.lines.map((line) => (
          <CartLine key={line.id} line={line} currency={cart.currency} />
        ))}
      </ul>
      <aside className="summary" aria-label="Summary">
        <dl>
          <dt>Items</dt>
          <dd>{formatMoney(cart.grossMinor, cart.currency)}</dd>
          {cart.discountMinor > 0 && (
            <>
              <dt>Discounts</dt>
              <dd>{formatMoney(-cart.discountMinor, cart.currency)}</dd>
            </>
          )}
          <dt className="summary-total">Total</dt>
          <dd className="summary-total">{formatMoney(cart.netMinor, cart.currency)}</dd>
        </dl>
        <p className="quiet">Shipping and taxes are worked out at checkout.</p>
        <EarnBadge preview={earn} tense="will" />
        {cart.checkoutUrl && (
          <a className="button button-wide" href={cart.checkoutUrl}>
            Check out
          </a>
        )}
        <CartCodes codes={cart.codes} redemptions={redemptions} />
      </aside>
      <CartPoints {...loaderData} />
    </div>
  );
}

function CartPoints({ points, rewards, tiers, redemptions, attempt, cart }: Route.ComponentProps['loaderData']) {
  return (
    <section className="cart-points" aria-labelledby="points-title">
      <h2 id="points-title">Your points</h2>
      {points === 'unavailable' && <PointsUnavailable />}
      {points === null && (
        <p>
          <Link to="/account/login?return_to=/cart" reloadDocument>
            Sign in
          </Link>{' '}
          to earn points on this cart and to use those you have.
        </p>
      )}
      {typeof points === 'number' && (
        <>
          <p>You have {pointsSentence(points)} to use.</p>
          <OpenRedemptions redemptions={redemptions} action="/cart" />
          <RewardList rewards={rewards} currency={cart.currency} available={points} tiers={tiers} attempt={attempt} action="/cart" />
        </>
      )}
    </section>
  );
}

function EmptyCart({ children }: { readonly children: ReactNode }) {
  return (
    <section className="problem">
      <h1>Your cart is empty</h1>
      <p>There is a lot of good stuff out there.</p>
      <Link className="button" to="/">
        See the collection
      </Link>
      {children}
    </section>
  );
}
