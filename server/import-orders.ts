import { Presets, SingleBar } from 'cli-progress';
import { stringify } from 'csv-stringify';
import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import pino from 'pino';
import { readConfig, SettingsProblem, type Config } from './config.ts';
import type { Context, Shop } from './context.ts';
import { calendarOf } from './core/calendar.ts';
import { LaurelError } from './core/errors.ts';
import { openSecrets, type Secrets } from './core/secrets.ts';
import { addDays, type Day } from './core/time.ts';
import { migrate, openDb, openPool, startEmbedded, type Db } from './db/index.ts';
import { installDevShop } from './install.ts';
import { importHistory, readHistory, tiersAt, type Imported, type RefusedLine } from './orders/index.ts';
import { findShop, installedShops } from './shopify/index.ts';

const usage = `Brings order history over, through the same rules as live orders.

  npm run import:orders -- FILE [--shop DOMAIN] [--as-of DAY] [--refused FILE]

FILE      CSV whose first line names the columns:
            order_id       as the shop numbers it; the same order again changes nothing
            customer_id    Shopify's numeric id; empty for a guest, then with an email
            email          for guests: their order waits until the address is claimed
            processed_at   2026-03-01 (the shop's day) or 2026-03-01T12:00:00Z
            net_amount     merchandise after discounts and refunds, without tax, shipping,
                           gift cards and tips: 24.00 ("total" is read as the same)
            currency       empty: the shop's
          or the CDNOW data set as published (customer, date, CDs, dollars).
--shop    the shop's domain; may be left out while there is only one
--as-of   the day for which members per tier are counted; else the day of the last order
--refused where lines that could not be taken are written; else FILE.refused.csv, here

Nothing is lost by stopping: what was settled stays, and repeating goes on from there.
`;

interface Asked {
  readonly file: string;
  readonly shop: string | undefined;
  readonly asOf: Day | undefined;
  readonly refused: string;
}

/** `npm run import:orders`: reads, settles in batches, and says what came of it. */
async function main(): Promise<void> {
  const asked = readArguments(process.argv.slice(2));
  if (!asked) return void process.stdout.write(usage);
  const started = performance.now();
  const config = readConfig(process.env);
  const secrets = openSecrets(config.encryptionKey);
  const database = await openDatabase(config, secrets);
  try {
    const ctx = contextFor(database.db, await chooseShop(database.db, asked.shop));
    const refused = refusedLines(asked.refused);
    const imported = await bring(ctx, asked.file, refused.add, (email) => secrets.hmac('email', email).toString('hex'));
    await refused.end();
    process.stdout.write(await summary(ctx, asked, imported, refused.count(), (performance.now() - started) / 1000));
  } finally {
    await database.close();
  }
}

function readArguments(args: readonly string[]): Asked | undefined {
  const { values, positionals } = parsed(args);
  const [file, ...more] = positionals;
  if (values.help || (file === undefined && args.length === 0)) return undefined;
  if (file === undefined || more.length > 0)
    throw new SettingsProblem(`Name one file to import; npm run import:orders -- --help says more.`);
  const asOf = values['as-of'];
  if (asOf !== undefined && !/^\d{4}-\d\d-\d\d$/.test(asOf))
    throw new SettingsProblem(`--as-of takes a day such as 2026-03-01, not ${asOf}.`);
  const refused = values.refused ?? `${basename(file, extname(file))}.refused.csv`;
  return { file, shop: values.shop, asOf, refused };
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { shop: text, 'as-of': text, refused: text, help: { type: 'boolean' } },
    });
  } catch (error) {
    throw new SettingsProblem(`${error instanceof Error ? error.message : String(error)}\nnpm run import:orders -- --help says more.`);
  }
}

/** The database of `npm start`, also while it runs. While developing, the dev store's shop is there from the beginning. */
async function openDatabase(config: Config, secrets: Secrets) {
  const embedded = config.databaseUrl === undefined ? await startEmbedded({ dataDir: config.dataDir }) : undefined;
  const connection = embedded?.connection('postgres') ?? { connectionString: config.databaseUrl };
  await migrate(connection);
  if (config.devstore) {
    const owner = openPool(connection);
    await installDevShop(owner, secrets, new Date()).finally(() => owner.end());
  }
  const db = openDb(connection);
  return {
    db,
    close: async () => {
      await db.close();
      await embedded?.stop();
    },
  };
}

async function chooseShop(db: Db, domain: string | undefined): Promise<Shop> {
  const shops = await installedShops(db);
  const [only] = shops;
  if (domain === undefined && only && shops.length === 1) return only;
  const domains = shops.map((shop) => shop.domain).join(', ') || 'none';
  if (domain === undefined) throw new SettingsProblem(`Say for which shop: --shop DOMAIN. Installed are: ${domains}.`);
  return findShop(db, domain).catch(() => {
    throw new SettingsProblem(`The app is not installed at ${domain}. Installed are: ${domains}.`);
  });
}

function contextFor(db: Db, shop: Shop): Context {
  const now = new Date();
  return {
    shop,
    actor: { kind: 'system', job: 'import' },
    now,
    wallClock: () => new Date(),
    random: Math.random,
    db,
    log: pino({ level: 'silent' }),
  };
}

async function bring(
  ctx: Context,
  file: string,
  onRefused: (refused: RefusedLine) => void,
  emailHash: (email: string) => string,
): Promise<Imported> {
  const bytes = await stat(file).then(
    ({ size }) => size,
    () => 0,
  );
  let bar = progress('Reading ', bytes);
  const lines = readHistory(file, (done) => bar.update(done));
  let settling = false;
  const onProgress = (done: number, orders: number) => {
    if (!settling) {
      bar.stop();
      bar = progress('Settling', orders);
      settling = true;
    }
    bar.update(done);
  };
  try {
    return await importHistory(ctx, lines, { emailHash, onRefused, onProgress });
  } finally {
    bar.stop();
  }
}

/** On stderr, and only when somebody is looking. */
function progress(title: string, total: number): SingleBar {
  const bar = new SingleBar(
    { format: `${title} {bar} {percentage}% · {eta_formatted} to go`, stopOnComplete: false, noTTYOutput: false },
    Presets.shades_grey,
  );
  bar.start(total, 0);
  return bar;
}

/** Written as they come, to a file that is made when there is one. */
function refusedLines(file: string) {
  let count = 0;
  const rows = stringify({ header: true, columns: ['line', 'reason', 'text'] });
  let writing: Promise<void> | undefined;
  return {
    count: () => count,
    add: ({ line, reason, raw }: RefusedLine) => {
      count += 1;
      writing ??= pipeline(rows, createWriteStream(file));
      rows.write([line, reason, raw]);
    },
    end: async () => {
      if (!writing) return;
      rows.end();
      await writing;
    },
  };
}

async function summary(ctx: Context, asked: Asked, imported: Imported, refusedCount: number, seconds: number): Promise<string> {
  const calendar = calendarOf(ctx.shop.timeZone);
  const day = asked.asOf ?? calendar.dayOf(imported.lastOrderAt ?? ctx.now);
  const endOfDay = new Date(calendar.startOf(addDays(day, 1)).getTime() - 1);
  const then = await tiersAt(ctx, endOfDay);
  const today = await tiersAt(ctx, ctx.now);
  const count = (value: number): string => value.toLocaleString('en');
  const column = (value: number): string => count(value).padStart(14);
  const tiers = then.map((tier, i) => `    ${tier.tierName.padEnd(20)}${column(tier.members)}${column(today[i]?.members ?? 0)}`);
  const refused = refusedCount === 0 ? '' : `  Refused lines         ${count(refusedCount)}, with reasons in ${asked.refused}\n`;
  return `
${basename(asked.file)} → ${ctx.shop.domain}

  Orders                ${count(imported.orders)} new, ${count(imported.known)} known before, ${count(imported.guests)} of guests
${refused}  Members               ${count(imported.members)}
  Points issued         ${count(imported.points)}
  Members per tier          on ${day}         today
${tiers.join('\n')}
  Seconds               ${seconds.toFixed(1)}

`;
}

main().catch((error: unknown) => {
  const plain = error instanceof SettingsProblem || error instanceof LaurelError;
  process.stderr.write(
    plain
      ? `\n${error.message}\n\n`
      : `\nThe import broke, and did not expect why:\n${error instanceof Error ? error.stack : String(error)}\n\n`,
  );
  process.exitCode = 1;
});
