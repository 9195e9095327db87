import type { MemberOverview, PublicProgram } from '@laurel/server/api';
import { Link } from 'react-router';
import type { Route } from './+types/rewards';
import {
  OpenRedemptions,
  PointsUnavailable,
  RewardList,
  RewardPrices,
  ShareLink,
  TierProgress,
  TierTable,
  WaysToEarn,
  type OpenRedemption,
} from '../components/loyalty';
import { daySentence, pointsSentence } from '../components/loyalty/sentences';
import { backTo } from '../lib/cart.server';
import { formatPoints, formatRound } from '../lib/money';
import { actOnPoints, openRedemptions } from '../lib/points.server';

export function meta() {
  return [{ title: 'Rewards' }];
}

export async function loader({ context }: Route.LoaderArgs) {
  const [overview, cart] = await Promise.all([context.visit.overview(), context.visit.cart()]);
  if (overview.state === 'ready' && overview.value.points) {
    const redemptions = openRedemptions(overview.value, cart, context.now());
    return { kind: 'member' as const, overview: overview.value, redemptions, cartMinor: cart.netMinor, attempt: crypto.randomUUID() };
  }
  const program = await context.visit.program();
  if (overview.state === 'unavailable' || program.state !== 'ready') return { kind: 'unavailable' as const };
  return { kind: 'guest' as const, program: program.value };
}

export async function action({ context, request }: Route.ActionArgs) {
  const outcome = await actOnPoints(context, await request.formData());
  if (!outcome) throw new Response('We do not know what this form wants.', { status: 400 });
  return backTo(context, '/rewards', outcome.notice, outcome.headers);
}

export default function Rewards({ loaderData }: Route.ComponentProps) {
  switch (loaderData.kind) {
    case 'member':
      return <MemberRewards {...loaderData} />;
    case 'guest':
      return <GuestRewards program={loaderData.program} />;
    case 'unavailable':
      return (
        <section className="problem">
          <h1>Rewards</h1>
          <PointsUnavailable />
          <Link className="button" to="/">
            Back to the shop
          </Link>
        </section>
      );
  }
}

interface MemberRewardsProps {
  readonly overview: MemberOverview;
  readonly redemptions: readonly OpenRedemption[];
  readonly cartMinor: number;
  readonly attempt: string;
}

function MemberRewards({ overview, redemptions, cartMinor, attempt }: MemberRewardsProps) {
  const { program, tier, next } = overview;
  return (
    <div className="rewards">
      <h1>{program.name}</h1>
      <section className="balance" aria-label="Your balance">
        <Balance overview={overview} />
        {tier && <TierProgress tier={tier} next={next} program={program} />}
      </section>
      {redemptions.length > 0 && (
        <section aria-labelledby="open-title">
          <h2 id="open-title">Ready to use</h2>
          <OpenRedemptions redemptions={redemptions} action="/rewards" />
        </section>
      )}
      <section aria-labelledby="rewards-title">
        <h2 id="rewards-title">Rewards</h2>
        <p className="quiet">
          {cartMinor > 0 ? `Worked out for your cart of ${formatRound(cartMinor, program.currency)}. ` : ''}
          Redeeming sets the points aside; they are spent when you pay, and come back if you don’t.
        </p>
        <RewardList
          rewards={overview.rewards}
          currency={program.currency}
          available={overview.points?.available ?? 0}
          tiers={program.tiers}
          attempt={attempt}
          action="/rewards"
        />
      </section>
      {overview.referral && (
        <section aria-labelledby="share-title">
          <h2 id="share-title">Bring a friend</h2>
          <ShareLink referral={overview.referral} />
        </section>
      )}
      <section aria-labelledby="earn-title">
        <h2 id="earn-title">Ways to earn</h2>
        <TierTable program={program} currentId={tier?.id} />
        <WaysToEarn actions={overview.actions} campaigns={overview.campaigns ?? []} program={program} />
      </section>
    </div>
  );
}

function Balance({ overview: { points, expiring } }: { readonly overview: MemberOverview }) {
  if (!points) return null;
  const [soonest] = expiring;
  return (
    <div className="balance-points">
      <p className="balance-number">
        <strong>{formatPoints(points.available)}</strong> <span>points to use</span>
      </p>
      <ul className="quiet">
        {points.pending > 0 && <li>{pointsSentence(points.pending)} on the way</li>}
        {points.held > 0 && <li>{pointsSentence(points.held)} set aside</li>}
        {points.debt > 0 && <li>{pointsSentence(points.debt)} owed from returned orders</li>}
        {soonest && (
          <li>
            {pointsSentence(soonest.points)} to use by {daySentence(soonest.on)}
          </li>
        )}
      </ul>
    </div>
  );
}

function GuestRewards({ program }: { readonly program: PublicProgram }) {
  return (
    <div className="rewards">
      <h1>{program.name}</h1>
      <section className="invitation" aria-label="Join">
        <p>Sign in and every order earns points from then on. Joining is free, and so is leaving.</p>
        <Link className="button" to="/account/login?return_to=/rewards" reloadDocument>
          Sign in or join
        </Link>
      </section>
      <section aria-labelledby="earn-title">
        <h2 id="earn-title">Ways to earn</h2>
        <TierTable program={program} />
        <WaysToEarn actions={program.actions} campaigns={program.campaigns} program={program} />
      </section>
      <section aria-labelledby="rewards-title">
        <h2 id="rewards-title">What points get you</h2>
        <RewardPrices program={program} />
      </section>
    </div>
  );
}
