/** What an order tells of a person. The server hashes what it keeps of it; equality is all that is asked, but of e-mails and names. */
export interface Traces {
  readonly name?: string;
  readonly email?: string;
  readonly street?: string;
  readonly postcode?: string;
  readonly phone?: string;
  readonly card?: string;
  readonly ip?: string;
  readonly device?: string;
}

/** How many other friends of the same advocate, within the days that are looked back on, share a trace or cancelled. */
export interface Around {
  readonly sameDevice: number;
  readonly sameCard: number;
  readonly sameHouse: number;
  readonly sameRange: number;
  readonly friends: number;
  /** Friends of the advocate whose order was cancelled soon, this one among them. */
  readonly cancelledSoon: number;
}

/** Which traces of the friend a customer who bought before has. */
export type OldTraces = readonly ('email' | 'person' | 'phone' | 'card' | 'device')[];

export type SharedKind = 'mailbox' | 'mailbox-like' | 'name' | 'address' | 'house' | 'person' | 'phone' | 'card' | 'device' | 'range';

export interface Signals {
  /** Which traces advocate and friend have in common. */
  readonly shared: readonly SharedKind[];
  readonly disposable: boolean;
  readonly around: Around;
  /** Of the one customer who shares most, the advocate aside. */
  readonly old: readonly SharedKind[];
}

export type SuspicionReason =
  | 'same-mailbox'
  | 'similar-mailbox'
  | 'disposable-mailbox'
  | 'same-name'
  | 'same-address'
  | 'same-phone'
  | 'same-card'
  | 'same-device'
  | 'same-range'
  | 'shared-with-friends'
  | 'many-in-days'
  | 'cancelled-soon'
  | 'bought-before';

export interface Weighed {
  readonly code: SuspicionReason;
  readonly weight: number;
}

export interface Thresholds {
  /** From this score on staff look at it. */
  readonly hold: number;
  /** From this score on it is refused. */
  readonly refuse: number;
}

export const defaultThresholds: Thresholds = { hold: 60, refuse: 120 };

export interface Suspicion {
  readonly verdict: 'through' | 'hold' | 'refuse';
  readonly score: number;
  readonly reasons: readonly Weighed[];
}

/** Adds up what speaks against a referral. No single trace that families or offices share is enough to hold it. */
export function suspicion(signals: Signals, thresholds: Thresholds = defaultThresholds): Suspicion {
  const reasons = [...likeAdvocate(signals), ...ofCompany(signals), ...ofFriend(signals)];
  const score = reasons.reduce((sum, { weight }) => sum + weight, 0);
  return { verdict: score >= thresholds.refuse ? 'refuse' : score >= thresholds.hold ? 'hold' : 'through', score, reasons };
}

function likeAdvocate({ shared }: Signals): Weighed[] {
  return weigh([
    ['same-mailbox', 100, shared.includes('mailbox')],
    ['same-name', 30, shared.includes('name')],
    ['same-address', 15, shared.includes('address')],
    ['same-phone', 30, shared.includes('phone')],
    ['same-card', 38, shared.includes('card')],
    ['same-device', 28, shared.includes('device')],
    ['same-range', 5, shared.includes('range')],
  ]);
}

function ofCompany({ around }: Signals): Weighed[] {
  const shared = Math.max(2 * around.sameCard, 2 * around.sameDevice, around.sameHouse, around.sameRange);
  return weigh([
    ['shared-with-friends', 20 + Math.min(70, 10 * shared), shared >= 3],
    ['many-in-days', 10, around.friends >= 8],
    ['cancelled-soon', around.cancelledSoon >= 2 && 3 * around.cancelledSoon > around.friends ? 60 : 10, around.cancelledSoon >= 1],
  ]);
}

function ofFriend({ disposable, old }: Signals): Weighed[] {
  const weights: Partial<Record<SharedKind, number>> = { mailbox: 5, person: 70, phone: 30, card: 40, device: 30 };
  const bought = old.reduce((sum, trace) => sum + (weights[trace] ?? 0), 0);
  return weigh([
    ['disposable-mailbox', 45, disposable],
    ['bought-before', bought, bought > 0],
  ]);
}

function weigh(list: readonly (readonly [SuspicionReason, number, boolean])[]): Weighed[] {
  return list.flatMap(([code, weight, holds]) => (holds ? [{ code, weight }] : []));
}

/** Where mail arrives: without a plus tag, and at Google without dots. */
export function mailboxOf(email: string): string {
  const [local = '', host = ''] = email.toLowerCase().split('@');
  const plain = local.split('+')[0] ?? '';
  const google = host === 'gmail.com' || host === 'googlemail.com';
  return `${google ? plain.replaceAll('.', '') : plain}@${google ? 'gmail.com' : host}`;
}

/** A name without accents, case and marks. */
export function nameKey(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[^\p{L} ]/gu, '')
    .toLowerCase()
    .trim();
}

/** The last nine digits: country codes are written in many ways. */
export function phoneKey(phone: string): string {
  return phone.replace(/\D/g, '').slice(-9);
}

/** Street, door and postcode, however they are written. */
export function addressOf({ postcode, street }: Traces): string | undefined {
  return street === undefined || postcode === undefined ? undefined : `${postcode}/${streetKey(street)}`;
}

/** The house alone, without the door. */
export function houseOf({ postcode, street }: Traces): string | undefined {
  return street === undefined || postcode === undefined ? undefined : `${postcode}/${streetKey(street.split(/,|#/)[0] ?? '')}`;
}

/** The first three parts of an IPv4 address; of networks that many share, none. */
export function rangeOf(ip: string | undefined): string | undefined {
  return ip === undefined || /^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./.test(ip) ? undefined : ip.split('.').slice(0, 3).join('.');
}

function streetKey(street: string): string {
  return street
    .normalize('NFD')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/\bstreet\b|\bst\b\.?/g, 'st')
    .replace(/\bavenue\b|\bave\b\.?/g, 'ave')
    .replace(/\broad\b|\brd\b\.?/g, 'rd')
    .replace(/strasse\b|str\b\.?/g, 'str')
    .replace(/\bapartment\b|\bapt\b|#/g, 'apt')
    .replace(/[^a-z0-9]/g, '');
}
