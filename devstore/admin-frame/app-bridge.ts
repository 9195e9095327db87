/**
 * Stands in for https://cdn.shopify.com/shopifycloud/app-bridge.js: puts `shopify` on window, gives `fetch`
 * to the app’s own origin a session token, and draws what Shopify’s admin draws around an app.
 */
import { createIdToken, sendTokens } from './id-token.ts';
import { loadingBar } from './loading.ts';
import { createModal } from './modal.ts';
import { createSaveBar } from './save-bar.ts';
import { watchForms } from './save-bar-forms.ts';
import { defineSaveBarElement } from './save-bar-element.ts';
import { createToast } from './toast.ts';
import type { ShopifyGlobal } from '@shopify/app-bridge-types';

const TOKEN_ADDRESS = '/devstore/session-token?kind=admin';

const script = document.currentScript;
if (script?.hasAttribute('async') || script?.hasAttribute('defer')) {
  console.error('App Bridge must be a plain <script>: Shopify refuses async and defer.');
}

const idToken = createIdToken(TOKEN_ADDRESS, window.fetch.bind(window), new URL(location.href).searchParams.get('id_token'));
const saveBar = createSaveBar();
window.fetch = sendTokens(window.fetch.bind(window), idToken);

const shopify = {
  config: readConfig(),
  origin: 'https://admin.shopify.com',
  ready: Promise.resolve(),
  environment: { mobile: false, embedded: window.top !== window, pos: false, intent: false },
  idToken,
  user: async () => ({ accountAccess: 'full' }),
  loading: loadingBar(),
  toast: createToast(),
  modal: createModal(),
  saveBar,
} satisfies Partial<ShopifyGlobal>;

Object.assign(window, { shopify });
defineSaveBarElement(saveBar);
watchForms(saveBar);

/** Shopify gives the shop and the host in the frame’s address; they stay for the pages after it. */
function readConfig() {
  const query = new URL(location.href).searchParams;
  const remember = (name: string, fallback: string) => {
    const value = query.get(name) ?? sessionStorage.getItem(`app-bridge:${name}`) ?? fallback;
    sessionStorage.setItem(`app-bridge:${name}`, value);
    return value;
  };
  const apiKey = document.querySelector<HTMLMetaElement>('meta[name="shopify-api-key"]')?.content ?? '';
  if (apiKey === '') console.error('App Bridge needs <meta name="shopify-api-key" content="…"> before it.');
  return { apiKey, shop: remember('shop', ''), host: remember('host', ''), locale: remember('locale', 'en-US') };
}
