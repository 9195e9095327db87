/** Starts the worker from a `data:` address, which gives it an opaque origin: its requests are cross-origin, as in Shopify. */
export function createWorker(): Worker {
  const script = new URL('./extension-worker.js', import.meta.url).href;
  return new Worker(`data:text/javascript,importScripts(${encodeURIComponent(JSON.stringify(script))})`);
}
