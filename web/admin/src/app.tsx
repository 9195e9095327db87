import { useEffect } from 'react';
import { Outlet, useHref, useNavigate } from 'react-router';

// Tells Shopify where the app's own name leads; it stays out of the menu. Polaris' types do not know it, App Bridge's do.
const HOME = { rel: 'home' };

/** The frame around every page: Shopify's navigation above, the page below. */
export function App() {
  useShopifyNavigation();
  const home = useHref('/');
  return (
    <>
      <s-app-nav>
        <s-link href={home} {...HOME}>
          Laurel
        </s-link>
        <s-link href={home}>Overview</s-link>
        <s-link href={useHref('/programme')}>Programme</s-link>
        <s-link href={useHref('/rewards')}>Rewards</s-link>
        <s-link href={useHref('/members')}>Members</s-link>
        <s-link href={useHref('/referrals')}>Referrals</s-link>
        <s-link href={useHref('/approvals')}>Approvals</s-link>
        <s-link href={useHref('/activity')}>Activity</s-link>
        <s-link href={useHref('/operations')}>Operations</s-link>
        <s-link href={useHref('/settings')}>Settings</s-link>
      </s-app-nav>
      <main>
        <Outlet />
      </main>
    </>
  );
}

// Shopify announces the way a link is about to go; taking it over changes the page without a reload.
function useShopifyNavigation(): void {
  const navigate = useNavigate();
  const base = useHref('/').replace(/\/$/, '');
  useEffect(() => {
    const follow = (event: Event) => {
      const href = hrefOf(event);
      if (href === null || !(href === base || href.startsWith(`${base}/`))) return;
      event.preventDefault();
      void navigate(href.slice(base.length) || '/');
    };
    document.addEventListener('shopify:navigate', follow);
    return () => document.removeEventListener('shopify:navigate', follow);
  }, [navigate, base]);
}

// React may have set the link's property only, not its attribute.
function hrefOf(event: Event): string | null {
  const link = event.target;
  if (!(link instanceof HTMLElement)) return null;
  return link.getAttribute('href') ?? ('href' in link && typeof link.href === 'string' ? link.href : null);
}
