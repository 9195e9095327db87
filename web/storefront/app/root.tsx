import { useNonce } from '@shopify/hydrogen';
import { useEffect, useRef, type ReactNode } from 'react';
import { isRouteErrorResponse, Links, Meta, Outlet, Scripts, ScrollRestoration, useLocation, useRouteLoaderData } from 'react-router';
import type { Route } from './+types/root';
import { Problem } from './components/problem';
import { NoticeLine } from './components/notice-line';
import { PageFooter } from './components/page-footer';
import { PageHeader } from './components/page-header';
import { Waiting } from './components/waiting';
import { takeNotice } from './lib/notice.server';
import './styles/base.css';
import './styles/shop.css';
import './styles/loyalty.css';

export const links: Route.LinksFunction = () => [{ rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' }];

// Pages name themselves; this stands where a page broke before it could.
export function meta({ loaderData }: Route.MetaArgs) {
  return [{ title: loaderData?.shopName ?? 'Our shop' }];
}

export async function loader({ context }: Route.LoaderArgs) {
  const [shop, cart, overview, signedIn] = await Promise.all([
    context.visit.shop(),
    context.visit.cart(),
    context.visit.overview(),
    context.customerAccount.isLoggedIn(),
  ]);
  return {
    shopName: shop.name,
    cartQuantity: cart.quantity,
    points: overview.state === 'ready' ? (overview.value.points?.available ?? null) : null,
    signedIn,
    notice: takeNotice(context.visitor),
  };
}

export function Layout({ children }: { readonly children: ReactNode }) {
  const nonce = useNonce();
  const data = useRouteLoaderData<typeof loader>('root');
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="theme-color" content="#fdf8f4" />
        <Meta />
        <Links />
      </head>
      <body>
        <a className="skip" href="#main">
          Skip to content
        </a>
        <Waiting />
        <PageHeader
          shopName={data?.shopName ?? 'Our shop'}
          cartQuantity={data?.cartQuantity ?? 0}
          points={data?.points ?? null}
          signedIn={data?.signedIn ?? false}
        />
        <NoticeLine notice={data?.notice ?? null} />
        <main id="main" tabIndex={-1}>
          {children}
        </main>
        <PageFooter shopName={data?.shopName ?? 'Our shop'} />
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function Root() {
  const { pathname } = useLocation();
  const seen = useRef(pathname);
  useEffect(() => {
    if (seen.current === pathname) return;
    seen.current = pathname;
    // A new page without a load: keyboards and screen readers start at its content, as they would after one.
    document.getElementById('main')?.focus({ preventScroll: true });
  }, [pathname]);
  return <Outlet />;
}

/** Whatever broke, a person gets a sentence and a way on. Details stay on the server. */
export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  const missing = isRouteErrorResponse(error) && error.status === 404;
  if (missing) return <Problem title="We could not find that page" text="It may have moved, or the address has a slip in it." />;
  return <Problem title="Something went wrong" text="It was not you. Please try again in a moment; your cart is safe." />;
}
