/** The pieces of Shopify’s own screen around the app, in one shadow root that the app’s styles do not reach. */

const CSS = `
  :host { font: 13px/20px Inter, -apple-system, "Segoe UI", Roboto, sans-serif; color: #fff; }
  .toasts { position: fixed; inset: auto 0 20px; display: grid; gap: 8px; justify-items: center; z-index: 2147483000; pointer-events: none; }
  .toast { pointer-events: auto; display: flex; align-items: center; gap: 12px; padding: 8px 12px; border-radius: 10px; background: #1a1a1a; box-shadow: 0 4px 16px #0004; }
  .toast[data-error] { background: #8e0b21; }
  .toast button, .bar button { font: inherit; font-weight: 550; padding: 6px 12px; border-radius: 8px; border: 1px solid #ffffff59; background: #ffffff1f; color: #fff; cursor: pointer; }
  .bar { position: fixed; inset: 0 0 auto; z-index: 2147482000; display: flex; align-items: center; gap: 8px; padding: 8px 16px; background: #1a1a1a; box-shadow: 0 2px 8px #0004; }
  .bar[hidden] { display: none; } .bar strong { flex: 1; font-weight: 550; } .bar button.save { background: #fff; color: #303030; }
  button:focus-visible { outline: 2px solid #7db4ff; outline-offset: 2px; }
  .loading { position: fixed; inset: 0 0 auto; block-size: 3px; background: #29845a; z-index: 2147483001; animation: grow 4s ease-out both; transform-origin: left; } .loading[hidden] { display: none; }
  @keyframes grow { from { transform: scaleX(0); } to { transform: scaleX(.9); } }
  dialog { border: 0; border-radius: 12px; padding: 16px; max-inline-size: 380px; color: #303030; box-shadow: 0 16px 48px #0005; } dialog::backdrop { background: #0006; } dialog h2 { font: inherit; font-weight: 600; font-size: 14px; margin: 0 0 4px; } dialog p { margin: 0 0 16px; }
  dialog div { display: flex; justify-content: flex-end; gap: 8px; } dialog button { font: inherit; font-weight: 550; padding: 6px 12px; border-radius: 8px; border: 1px solid #8a8a8a; background: #fff; color: #303030; cursor: pointer; } dialog button.leave { background: #c70a24; border-color: #c70a24; color: #fff; }`;

let root: ShadowRoot | undefined;

/** The shadow root; made with its first use, once the page has a body. */
export function chrome(): ShadowRoot {
  if (root !== undefined) return root;
  const host = document.createElement('div');
  host.id = 'shopify-admin-chrome';
  root = host.attachShadow({ mode: 'open' });
  root.innerHTML = `<style>${CSS}</style>`;
  (document.body ?? document.documentElement).append(host);
  return root;
}

/** Adds an element of ours; `text` becomes its content. */
export function add<Tag extends keyof HTMLElementTagNameMap>(parent: Node, tag: Tag, attributes: Record<string, string>, text = '') {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.textContent = text;
  parent.appendChild(element);
  return element;
}
