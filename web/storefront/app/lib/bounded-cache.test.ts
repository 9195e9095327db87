import { describe, expect, it } from 'vitest';
import { BoundedCache } from './bounded-cache';

const at = (path: string) => new Request(`https://cache.example/${path}`);
const answer = (body: string, control = 'max-age=10, stale-while-revalidate=50') =>
  new Response(body, { headers: { 'cache-control': control } });

function cacheAt(bounds = { entriesMax: 3, bytesMax: 1000 }) {
  const time = { ms: 1_000_000 };
  return { time, cache: new BoundedCache(bounds, () => time.ms) };
}

describe('BoundedCache', () => {
  it('answers what was put in, says whether it is still fresh, and forgets it when it can’t be used any more', async () => {
    const { time, cache } = cacheAt();
    await cache.put(at('a'), answer('one'));
    const fresh = await cache.match(at('a'));
    expect(await fresh?.text()).toBe('one');
    expect(fresh?.headers.get('cache')).toBe('HIT');
    time.ms += 11_000;
    expect((await cache.match(at('a')))?.headers.get('cache')).toBe('STALE');
    time.ms += 50_000;
    expect(await cache.match(at('a'))).toBeUndefined();
    expect(cache.size).toBe(0);
  });

  it('never holds more entries than allowed; the one used longest ago goes', async () => {
    const { cache } = cacheAt();
    for (const path of ['a', 'b', 'c']) await cache.put(at(path), answer(path));
    await cache.match(at('a'));
    await cache.put(at('d'), answer('d'));
    expect(cache.size).toBe(3);
    expect(await cache.match(at('b'))).toBeUndefined();
    expect(await cache.match(at('a'))).toBeDefined();
  });

  it('never holds more bytes than allowed, however often an entry is replaced', async () => {
    const { cache } = cacheAt({ entriesMax: 100, bytesMax: 10 });
    for (let i = 0; i < 20; i++) await cache.put(at('same'), answer('12345'));
    await cache.put(at('other'), answer('12345'));
    expect(cache.size).toBe(2);
    await cache.put(at('third'), answer('1'));
    expect(cache.size).toBe(2);
    await cache.put(at('huge'), answer('12345678901'));
    expect(await cache.match(at('huge'))).toBeUndefined();
  });

  it('keeps answers to GET only', async () => {
    const { cache } = cacheAt();
    await expect(cache.put(new Request('https://cache.example/a', { method: 'POST' }), answer('x'))).rejects.toThrow(TypeError);
  });
});
