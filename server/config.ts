import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { z } from 'zod';

const text = z.string().trim().min(1);
const flag = z.enum(['0', '1', 'true', 'false']).transform((value) => value === '1' || value === 'true');

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: text.default('127.0.0.1'),
  APP_URL: z.url().optional(),
  STOREFRONT_URL: z.url().optional(),
  DATABASE_URL: text.optional(),
  LAUREL_DATA_DIR: text.default('.laurel'),
  SHOPIFY_API_KEY: text.optional(),
  SHOPIFY_API_SECRET: text.optional(),
  SHOPIFY_API_SECRET_PREVIOUS: text.optional(),
  SHOPIFY_BASE_URL: z.url().optional(),
  ENCRYPTION_KEY: text.optional(),
  LAUREL_SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'it has to begin with smtp:// or smtps://' }).optional(),
  LAUREL_MAIL_FROM: z.email('it has to be an e-mail address').optional(),
  DEVSTORE: flag.optional(),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).optional(),
});

export interface Config {
  readonly port: number;
  readonly host: string;
  /** Where shoppers' browsers and Shopify reach us, without a trailing slash. */
  readonly appUrl: string;
  /** A storefront of the shop's own that has the invitation page, without a trailing slash; absent: the theme has it, by the app proxy. */
  readonly storefrontUrl: string | undefined;
  /** Absent: the embedded database below `dataDir`. */
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  readonly devstore: boolean;
  readonly logLevel: string;
  readonly shopify: {
    readonly apiKey: string;
    /** Newest first; the second is accepted while a rotation is under way. */
    readonly apiSecrets: readonly string[];
    /** `{shop}` is replaced by the shop's domain. */
    readonly adminBaseUrl: string;
    /** The Customer Account API; `{shop}` and `{shopId}` are replaced. */
    readonly customerApiUrl: string;
  };
  /** 32 bytes: encrypts tokens at rest and derives codes and hashes. */
  readonly encryptionKey: Buffer;
  /** By which server e-mails go, and from which address they come. Absent: none are sent, unless the dev store takes them. */
  readonly mail: { readonly url: string; readonly from: string } | undefined;
}

export const devShop = {
  id: 1,
  domain: 'glow-and-co.myshopify.com',
  name: 'Glow & Co',
  currency: 'USD',
  timeZone: 'America/New_York',
} as const;
/** Who works in the dev store's admin, in which role; the dev store itself knows their names too. The first is the owner. */
export const devStaff = [
  { id: '1', name: 'Mara Lindt', role: 'owner' },
  { id: '2', name: 'Jo Park', role: 'support' },
  { id: '3', name: 'Sam Ito', role: 'manager' },
  { id: '4', name: 'Vic Roy', role: 'viewer' },
] as const;
export const devAccessToken = 'shpat_laurel_dev';

/** Thrown for settings a person has to mend; the message names the variable and what to do. */
export class SettingsProblem extends Error {
  override readonly name = 'SettingsProblem';
}

/** Reads the settings once, at start. The dev store is on unless Shopify's secret is given. Throws SettingsProblem. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new SettingsProblem(`The setting ${issue?.path.join('.')} is not usable: ${issue?.message}. See .env.example.`);
  }
  const set = parsed.data;
  const devstore = set.DEVSTORE ?? set.SHOPIFY_API_SECRET === undefined;
  const appUrl = (set.APP_URL ?? `http://${set.HOST}:${set.PORT}`).replace(/\/$/, '');
  const baseUrl = set.SHOPIFY_BASE_URL?.replace(/\/$/, '') ?? (devstore ? `${appUrl}/devstore` : undefined);
  return {
    port: set.PORT,
    host: set.HOST,
    appUrl,
    storefrontUrl: set.STOREFRONT_URL?.replace(/\/$/, '') ?? (devstore ? appUrl : undefined),
    databaseUrl: set.DATABASE_URL,
    dataDir: resolve(set.LAUREL_DATA_DIR),
    devstore,
    logLevel: set.LOG_LEVEL ?? (devstore ? 'warn' : 'info'),
    shopify: {
      apiKey: required(set.SHOPIFY_API_KEY, devstore, 'laurel-dev-client', 'SHOPIFY_API_KEY'),
      apiSecrets: [
        required(set.SHOPIFY_API_SECRET, devstore, 'laurel-dev-secret-0123456789abcdef', 'SHOPIFY_API_SECRET'),
        ...(set.SHOPIFY_API_SECRET_PREVIOUS === undefined ? [] : [set.SHOPIFY_API_SECRET_PREVIOUS]),
      ],
      adminBaseUrl: baseUrl ?? 'https://{shop}',
      customerApiUrl: baseUrl
        ? `${baseUrl}/customer/{shopId}/account/customer/api/2026-04/graphql`
        : 'https://shopify.com/{shopId}/account/customer/api/2026-04/graphql',
    },
    encryptionKey: readKey(required(set.ENCRYPTION_KEY, devstore, Buffer.alloc(32, 'laurel-dev').toString('base64'), 'ENCRYPTION_KEY')),
    mail: mailOf(set.LAUREL_SMTP_URL, set.LAUREL_MAIL_FROM),
  };
}

function mailOf(url: string | undefined, from: string | undefined): Config['mail'] {
  if (url === undefined) return undefined;
  if (from === undefined)
    throw new SettingsProblem('The setting LAUREL_MAIL_FROM is missing: the address e-mails come from. It is needed with LAUREL_SMTP_URL.');
  return { url, from };
}

function required(value: string | undefined, devstore: boolean, fallback: string, name: string): string {
  if (value !== undefined) return value;
  if (devstore) return fallback;
  throw new SettingsProblem(`The setting ${name} is missing. It is needed as soon as SHOPIFY_API_SECRET is given; see .env.example.`);
}

function readKey(base64: string): Buffer {
  const key = Buffer.from(base64, 'base64');
  if (key.length === 32) return key;
  throw new SettingsProblem(
    `The setting ENCRYPTION_KEY must be 32 bytes in base64, for example ${randomBytes(32).toString('base64')} (made just now, not kept).`,
  );
}
