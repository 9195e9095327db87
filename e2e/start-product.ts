import { startProduct } from './product.ts';

/** Playwright's global setup: one product for all journeys. LAUREL_URL already set: one that runs elsewhere. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env['LAUREL_URL'] !== undefined) return undefined;
  const product = await startProduct();
  process.env['LAUREL_URL'] = product.url;
  process.env['LAUREL_SOCKET_FOLDER'] = product.socketFolder;
  return () => product.stop();
}
