import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { boot } from './boot.ts';

it('a taken port is named, with what to do, before anything else is started', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  await expect(boot({ PORT: String(port) }, false)).rejects.toThrow(
    `Port ${port} is taken. Stop what runs there, or choose another: PORT=${port + 1} npm start`,
  );
  other.close();
});

it.each([
  [{ PORT: 'abc' }, /PORT is not usable/],
  [{ SHOPIFY_API_SECRET: 'x' }, /SHOPIFY_API_KEY is missing/],
  [{ SHOPIFY_API_SECRET: 'x', SHOPIFY_API_KEY: 'y', ENCRYPTION_KEY: 'short' }, /ENCRYPTION_KEY must be 32 bytes/],
  [{ DATABASE_URL: 'postgresql://localhost:1/x', PORT: '0' }, /database/i],
])('settings that cannot work are named: %j', async (env, message) => {
  await expect(boot(env, false)).rejects.toThrow(message);
});
