import { Form, Link } from 'react-router';
import type { Route } from './+types/account';
import { PointsUnavailable, TierProgress } from '../components/loyalty';
import { pointsSentence } from '../components/loyalty/sentences';
import { customerQuery } from '../lib/queries';

interface CustomerAnswer {
  readonly customer: {
    readonly firstName: string | null;
    readonly displayName: string;
    readonly emailAddress: { readonly emailAddress: string | null } | null;
  };
}

export function meta() {
  return [{ title: 'Your account' }];
}

export async function loader({ context }: Route.LoaderArgs) {
  await context.customerAccount.handleAuthStatus();
  const [answer, overview] = await Promise.all([context.customerAccount.query<CustomerAnswer>(customerQuery), context.visit.overview()]);
  const customer = answer.data.customer;
  return {
    name: customer.displayName,
    email: customer.emailAddress?.emailAddress ?? null,
    overview: overview.state === 'ready' ? overview.value : null,
  };
}

export default function Account({ loaderData: { name, email, overview } }: Route.ComponentProps) {
  return (
    <div className="rewards">
      <header>
        <h1>Hello, {name}</h1>
        {email && <p className="quiet">You are signed in as {email}.</p>}
      </header>
      <section className="balance" aria-label="Your points">
        {overview?.points ? (
          <>
            <div className="balance-points">
              <p>You have {pointsSentence(overview.points.available)} to use.</p>
              <Link className="button" to="/rewards">
                See rewards
              </Link>
            </div>
            {overview.tier && <TierProgress tier={overview.tier} next={overview.next} program={overview.program} />}
          </>
        ) : (
          <PointsUnavailable />
        )}
      </section>
      <Form method="post" action="/account/logout" reloadDocument>
        <button className="button button-quiet" type="submit">
          Sign out
        </button>
      </Form>
    </div>
  );
}
