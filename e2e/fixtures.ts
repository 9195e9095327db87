import { test as base, expect } from '@playwright/test';
import { DevStore } from './people/dev-store.ts';
import { Merchant } from './people/merchant.ts';
import { Shopper } from './people/shopper.ts';

/** Tests speak of people; each has a browser page of their own. */
export const test = base.extend<{ devStore: DevStore; shopper: Shopper; merchant: Merchant; support: Merchant }>({
  devStore: async ({ request }, use) => {
    const devStore = new DevStore(request);
    await use(devStore);
    await devStore.noTrouble();
    await devStore.webhooks('normal');
  },
  shopper: async ({ page }, use) => use(new Shopper(page)),
  merchant: async ({ browser, baseURL }, use) => {
    const context = await browser.newContext({ ...(baseURL !== undefined && { baseURL }) });
    await use(new Merchant(await context.newPage()));
    await context.close();
  },
  support: async ({ browser, baseURL }, use) => {
    const context = await browser.newContext({ ...(baseURL !== undefined && { baseURL }) });
    const jo = new Merchant(await context.newPage());
    await jo.worksAs('Jo Park');
    await use(jo);
    await context.close();
  },
});

export { expect };
