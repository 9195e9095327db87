import { assert } from '../core/assert.ts';
import { percentile } from './compare.ts';
import { openLoop } from './open-loop.ts';
import { openPlace } from './place.ts';
import { onProduct, type Product } from './product.ts';
import type { BenchOptions } from './run.ts';

/** Members with a history of twenty purchases each. */
const membersCount = 2_000;
const overviewRate = 200;
const redeemRate = 20;
const webhookRate = 500;

/**
 * The real server as a process of its own, with its worker and the dev store as Shopify in the same process. Calls are sent when they
 * are due, however long the ones before take, and their time counts from when they were due.
 */
export async function benchHttp({ databaseUrl, httpSeconds, say }: BenchOptions): Promise<Record<string, number>> {
  const place = await openPlace(databaseUrl);
  try {
    return await onProduct(place, membersCount, async (product) => {
      say(
        `${product.server}; ${membersCount.toLocaleString('en')} members with ${product.entries.toLocaleString('en')} entries; ${httpSeconds} s each, the load from the same two cores`,
      );
      const overview = await overviews(product, httpSeconds);
      say(`member overview at ${overviewRate}/s: ${told(overview)}`);
      const redeem = await redemptions(product, httpSeconds);
      say(`start of a redemption at ${redeemRate}/s, the dev store's answer included: ${told(redeem)}`);
      const { times, lost, settledAfter } = await webhooks(product, httpSeconds * 2);
      say(
        `webhooks at ${webhookRate}/s: ${told(times)}; ${times.length.toLocaleString('en')} sent, ${lost} lost, all worked through ${settledAfter.toFixed(1)} s after the last`,
      );
      return {
        overview_p95_ms: ms(percentile(overview, 0.95)),
        redeem_p95_ms: ms(percentile(redeem, 0.95)),
        webhook_p99_ms: ms(percentile(times, 0.99)),
        webhooks_lost: lost,
      };
    });
  } finally {
    await place.remove();
  }
}

async function overviews(product: Product, seconds: number): Promise<number[]> {
  const ask = async (i: number) => {
    const answer = await product.ask(i % membersCount, 'GET', '');
    assert(answer.status === 200, `an overview answered ${answer.status}`);
  };
  await openLoop(overviewRate, 3, ask);
  return openLoop(overviewRate, seconds, ask);
}

async function redemptions(product: Product, seconds: number): Promise<number[]> {
  const redeem = (run: string) => async (i: number) => {
    const body = { rewardId: 'three-off', attempt: `bench-${run}-${i}`, cart: { subtotalMinor: 48_00, currency: 'USD' } };
    const answer = await product.ask(i % membersCount, 'POST', '/redemptions', body);
    assert(answer.status === 201, `a redemption answered ${answer.status}: ${await answer.text()}`);
  };
  await openLoop(redeemRate, 2, redeem('warm'));
  return openLoop(redeemRate, seconds, redeem('told'));
}

async function webhooks(product: Product, seconds: number): Promise<{ times: number[]; lost: number; settledAfter: number }> {
  const times = await openLoop(webhookRate, seconds, (i) => product.deliver(i));
  const began = performance.now();
  const lost = await product.missing(times.length);
  return { times, lost, settledAfter: (performance.now() - began) / 1000 };
}

function told(times: readonly number[]): string {
  const at = (share: number) => percentile(times, share).toFixed(1);
  return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms`;
}

function ms(value: number): number {
  return Math.round(value * 10) / 10;
}
