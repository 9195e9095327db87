import { SettingsProblem } from './config.ts';
import { LaurelError } from './core/errors.ts';
import { boot, type Running } from './boot.ts';

const nodeMajorMin = 24;

/** `npm start`: starts, says where everything is, and stops cleanly on Ctrl-C. */
async function main(): Promise<void> {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < nodeMajorMin)
    throw new SettingsProblem(
      `Laurel needs Node ${nodeMajorMin}; this is ${process.version}. On Linux "npm ci" brings it along; elsewhere install Node ${nodeMajorMin}.`,
    );
  const running = await boot(process.env, process.argv.includes('--fresh'));
  process.stdout.write(welcome(running));
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => explain(error),
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

function welcome({ config }: Running): string {
  if (!config.devstore) return `Laurel listens on ${config.appUrl}\n`;
  const at = (path: string): string => config.appUrl + path;
  return `
Laurel is ready. Everything runs on this machine; nothing is sent anywhere.

  Start here       ${at('/devstore')}
  Shop             ${at('/devstore/shop')}
  Checkout         from the cart of the shop
  Account          ${at('/devstore/account')}
  Loyalty page     ${at('/devstore/account/loyalty')}
  Programme page   ${at('/devstore/apps/laurel/programme')}
  Merchant admin   ${at('/devstore/admin')}   (orders, refunds)
  Laurel in admin  ${at('/devstore/admin/app')}
  Storefront       ${at('/')}   (Hydrogen)
  API              ${at('/openapi')}

Try: sign in as Ben in the shop, put something into the cart, redeem points at checkout, pay;
then refund the order in the merchant admin and watch his points. Ctrl-C stops; "npm start -- --fresh" begins anew.

`;
}

function explain(error: unknown): void {
  const plain = error instanceof SettingsProblem || error instanceof LaurelError;
  process.stderr.write(
    plain
      ? `\n${error.message}\n\n`
      : `\nLaurel could not start, and did not expect why:\n${error instanceof Error ? error.stack : String(error)}\n\n`,
  );
  process.exit(1);
}

main().catch(explain);
