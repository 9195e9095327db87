import { useEffect } from 'react';
import { Outlet, useHref, useNavigate } from 'react-router';
import { Announcer } from './parts/announce.tsx';

/** The frame around every page: Shopify's navigation, and the place where results are read out. */
export function App() {
  useShopifyNavigation();
  return (
    <Announcer>
      <s-app-nav>
        <s-link href={useHref('/')}>Overview</s-link>
        <s-link href={useHref('/programme')}>Programme</s-link>
        <s-link href={useHref('/members')}>Members</s-link>
        <s-link href={useHref('/operations')}>Operations</s-link>
      </s-app-nav>
      <Outlet />
    </Announcer>
  );
}

// App Bridge turns clicks in Shopify's own navigation into this event; the router then changes the page without a reload.
function useShopifyNavigation(): void {
  const navigate = useNavigate();
  const base = useHref('/').replace(/\/$/, '');
  useEffect(() => {
    const follow = (event: Event) => {
      const href = event.target instanceof Element ? event.target.getAttribute('href') : null;
      if (href !== null) void navigate(href.startsWith(base) ? href.slice(base.length) || '/' : href);
    };
    document.addEventListener('shopify:navigate', follow);
    return () => document.removeEventListener('shopify:navigate', follow);
  }, [navigate, base]);
}
