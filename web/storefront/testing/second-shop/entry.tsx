/** Another shop, as small as it gets: one page with the kit, and its own loader and action. docs/storefront-kit.md tells the same steps. */
import {
  earnAtLeast,
  EarnBadge,
  OpenRedemptions,
  PointsUnavailable,
  RewardList,
  RewardPrices,
  TierProgress,
  TierTable,
  WaysToEarn,
} from '@laurel/storefront/loyalty';
import { createLoyalty, type Loyalty, type LoyaltyOptions } from '@laurel/storefront/loyalty.server';
import { renderToString } from 'react-dom/server';
import { createStaticHandler, createStaticRouter, redirect, StaticRouterProvider, useLoaderData, type RouteObject } from 'react-router';

/** What is in everybody's cart here. */
const priceMinor = 4_800;

/** Answers one request of one visitor. */
export async function answer(request: Request, options: LoyaltyOptions): Promise<Response> {
  const { dataRoutes, query } = createStaticHandler(routesFor(createLoyalty(options)));
  const context = await query(request);
  if (context instanceof Response) return context;
  const html = renderToString(<StaticRouterProvider router={createStaticRouter(dataRoutes, context)} context={context} hydrate={false} />);
  return new Response(html, { status: context.statusCode, headers: { 'content-type': 'text/html' } });
}

function routesFor(loyalty: Loyalty): RouteObject[] {
  return [{ path: '/points', loader: () => look(loyalty), action: ({ request }) => act(loyalty, request), element: <Points /> }];
}

async function look(loyalty: Loyalty) {
  const overview = await loyalty.overview({ subtotalMinor: priceMinor, currency: 'USD' });
  if (overview.state === 'ready') return { kind: 'member' as const, overview: overview.value };
  const program = await loyalty.program();
  return overview.state === 'signed-out' && program.state === 'ready'
    ? { kind: 'guest' as const, program: program.value }
    : { kind: 'unavailable' as const };
}

async function act(loyalty: Loyalty, request: Request) {
  const form = await request.formData();
  const steps = form.get('steps');
  await loyalty.redeem(String(form.get('rewardId')), String(form.get('attempt')), {
    ...(steps !== null && { steps: Number(steps) }),
  });
  return redirect('/points', 303);
}

function Points() {
  const seen = useLoaderData<Awaited<ReturnType<typeof look>>>();
  if (seen.kind === 'unavailable') return <PointsUnavailable />;
  if (seen.kind === 'guest') {
    const { program } = seen;
    return (
      <>
        <EarnBadge preview={earnAtLeast(program, priceMinor)} />
        <TierTable program={program} />
        <WaysToEarn actions={program.actions} campaigns={program.campaigns} program={program} />
        <RewardPrices program={program} />
      </>
    );
  }
  const { next, points, program, redemptions, rewards, tier } = seen.overview;
  return (
    <>
      {tier && <TierProgress tier={tier} next={next} program={program} />}
      <OpenRedemptions
        redemptions={redemptions.map((open) => ({ ...open, inCart: false, applies: false, minutesLeft: 60 }))}
        action="/points"
      />
      <RewardList
        rewards={rewards}
        currency={program.currency}
        available={points?.available ?? 0}
        tiers={program.tiers}
        attempt="this-showing"
        action="/points"
      />
    </>
  );
}
