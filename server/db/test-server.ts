import { testServer } from './testing.ts';

/** vitest's global setup: one server for all test processes, held open until the last of them is done. */
export default async function setup(): Promise<() => Promise<void>> {
  const server = await testServer();
  const given = process.env['TEST_DATABASE_URL'];
  process.env['TEST_DATABASE_URL'] = server.url('postgres');
  return async () => {
    if (given === undefined) delete process.env['TEST_DATABASE_URL'];
    await server.leave();
  };
}
