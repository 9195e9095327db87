import { data, Form, Link, useNavigation } from 'react-router';
import type { Route } from './+types/invitation';
import { backTo } from '../lib/cart.server';
import { claimInvitation, keepInvitation } from '../lib/invited.server';
import { field } from '../lib/points.server';

export function meta({ loaderData }: Route.MetaArgs) {
  return [
    { title: loaderData?.kind === 'invitation' ? headingOf(loaderData.invitation) : 'An invitation' },
    { name: 'robots', content: 'noindex' },
  ];
}

/** A friend comes by a member's link: the code is kept for a month, and goes along with the cart and with whoever signs in. */
export async function loader({ context, params, request }: Route.LoaderArgs) {
  const answer = await context.loyalty.invitation(params.code);
  if (answer.state === 'unavailable') return data({ kind: 'unavailable' as const });
  if (answer.state !== 'ready') return data({ kind: 'unknown' as const }, { status: 404 });
  const headers = await keepInvitation(context, request, answer.value.code);
  const signedIn = await context.customerAccount.isLoggedIn();
  return data({ kind: 'invitation' as const, invitation: answer.value, signedIn }, { headers });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const form = await request.formData();
  const there = `/r/${encodeURIComponent(params.code)}`;
  if (form.get('intent') === 'accept') {
    await claimInvitation(context, request);
    return backTo(context, '/', { tone: 'good', text: 'Your invitation is noted. It counts with your first order.' });
  }
  const answer = await context.loyalty.promise(params.code, field(form, 'email'));
  if (answer.state === 'ready')
    return backTo(context, there, { tone: 'good', text: 'Noted: your invitation counts on whatever device you order with this address.' });
  const text = answer.state === 'refused' ? answer.message : 'That did not work just now. Your invitation still counts on this device.';
  return backTo(context, there, { tone: 'bad', text });
}

type Loaded = Exclude<Route.ComponentProps['loaderData'], undefined>;
type Invitation = Extract<Loaded, { kind: 'invitation' }>['invitation'];

export default function InvitationPage({ loaderData }: Route.ComponentProps) {
  switch (loaderData.kind) {
    case 'unknown':
      return <Sorry heading="This invitation is not known">It may be over, or something is missing at the end of the link.</Sorry>;
    case 'unavailable':
      return <Sorry heading="We can’t open this invitation right now">Open the link once more in a few minutes; nothing is lost.</Sorry>;
    case 'invitation':
      return <Welcome {...loaderData} />;
  }
}

function Welcome({ invitation, signedIn }: { readonly invitation: Invitation; readonly signedIn: boolean }) {
  const busy = useNavigation().state === 'submitting';
  return (
    <div className="rewards" aria-busy={busy}>
      <h1>{headingOf(invitation)}</h1>
      <section className="invitation" aria-label="Your invitation">
        <p>
          After your first order you get: <strong>{invitation.friendGets}</strong>
        </p>
        {invitation.terms.map((term) => (
          <p key={term} className="quiet">
            {term}
          </p>
        ))}
        {signedIn ? (
          <Form method="post">
            <button className="button" name="intent" value="accept">
              Start shopping
            </button>
          </Form>
        ) : (
          <Link className="button" to="/">
            Start shopping
          </Link>
        )}
      </section>
      {!signedIn && (
        <section aria-labelledby="elsewhere-title">
          <h2 id="elsewhere-title">Buying on another device?</h2>
          <p className="quiet">
            Leave the address you will order with, and your invitation counts there too. We keep it in a form nobody can read.
          </p>
          <Form method="post" className="code-form">
            <label htmlFor="email">E-mail</label>
            <input id="email" name="email" type="email" autoComplete="email" required maxLength={320} />
            <button className="button quiet-button" name="intent" value="promise">
              Keep my invitation
            </button>
          </Form>
        </section>
      )}
    </div>
  );
}

function Sorry({ children, heading }: { readonly heading: string; readonly children: string }) {
  return (
    <section className="problem">
      <h1>{heading}</h1>
      <p>{children}</p>
      <Link className="button" to="/">
        To the shop
      </Link>
    </section>
  );
}

function headingOf({ from, shopName }: { readonly from: string | null; readonly shopName: string }): string {
  return from === null ? `You are invited to ${shopName}` : `${from} invites you to ${shopName}`;
}
