import { disposableDomains } from './disposable-domains.ts';

/** What an order tells of a person; absent: not told. */
export interface Personal {
  readonly name?: string;
  readonly email?: string;
  readonly street?: string;
  readonly postcode?: string;
  readonly phone?: string;
  readonly card?: string;
  readonly ip?: string;
  readonly device?: string;
}

export type TraceKind =
  | 'mailbox'
  | 'mailbox-like'
  | 'disposable'
  | 'name'
  | 'name-short'
  | 'address'
  | 'house'
  | 'person'
  | 'phone'
  | 'card'
  | 'device'
  | 'range';

/** One trace of a person, to be compared for equality and for nothing else: the server keeps hashes only. */
export interface Trace {
  readonly kind: TraceKind;
  readonly text: string;
}

/** What an order tells of a person, as texts that are equal where people are, however they were written. Nothing told is no trace. */
export function tracesOf({ card, device, email, ip, name, phone, postcode, street }: Personal): Trace[] {
  const named = name === undefined ? '' : nameKey(name);
  const home = postcode === undefined ? '' : within(postcodeKey(postcode), street && streetKey(street));
  const texts: Readonly<Record<TraceKind, string>> = {
    mailbox: email === undefined ? '' : mailboxOf(email),
    'mailbox-like': email === undefined ? '' : localLike(email),
    disposable: disposableDomains.has(hostOf(email ?? '')) ? 'yes' : '',
    name: named,
    'name-short': name === undefined ? '' : shortName(name),
    address: home,
    house: postcode === undefined ? '' : within(postcodeKey(postcode), street && streetKey(street.split(/,|#/)[0] ?? '')),
    person: within(named, home),
    phone: phone === undefined ? '' : phoneKey(phone),
    card: card?.trim() ?? '',
    device: device?.trim() ?? '',
    range: ip === undefined ? '' : rangeOf(ip),
  };
  return (Object.entries(texts) as [TraceKind, string][]).flatMap(([kind, text]) => (text === '' ? [] : [{ kind, text }]));
}

function within(outer: string, inner: string | undefined): string {
  return outer === '' || !inner ? '' : `${outer}/${inner}`;
}

function hostOf(email: string): string {
  return email.split('@')[1]?.trim().toLowerCase() ?? '';
}

/** Where mail arrives: without a plus tag, and at Google without dots. */
function mailboxOf(email: string): string {
  const [local = ''] = email.trim().toLowerCase().split('@');
  const host = hostOf(email);
  const plain = local.split('+')[0] ?? '';
  if (plain === '' || host === '') return '';
  const google = host === 'gmail.com' || host === 'googlemail.com';
  return `${google ? plain.replaceAll('.', '') : plain}@${google ? 'gmail.com' : host}`;
}

// Boxes of a role and not of a person; the word for one is too short for the others below.
const roles = new Set(['contact', 'bestellung', 'buchhaltung', 'accounts', 'support', 'kontakt', 'orders', 'office', 'verkauf']);
const lettersFewest = 6;

/** What stands before the @ without numbers, tags and dots: people choose the like wherever they open a mailbox. */
function localLike(email: string): string {
  const [local = ''] = email.trim().toLowerCase().split('@');
  const letters = (local.split('+')[0] ?? '').replace(/[^\p{L}]/gu, '');
  return hostOf(email) === '' || letters.length < lettersFewest || roles.has(letters) ? '' : letters;
}

/** A name without accents, case and marks, whichever part comes first. */
function nameKey(name: string): string {
  return folded(name)
    .replace(/[^\p{L} ]/gu, '')
    .split(' ')
    .filter((part) => part !== '')
    .toSorted()
    .join(' ');
}

/** The first letter of the first part, and the last part: "A. Moreau" is how some write themselves. */
function shortName(name: string): string {
  const parts = folded(name)
    .replace(/[^\p{L} ]/gu, '')
    .split(' ')
    .filter((part) => part !== '');
  const [first = ''] = parts;
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? '' : `${String.fromCodePoint(first.codePointAt(0) ?? 0)} ${last}`;
}

/** The last nine digits: country codes are written in many ways. Fewer than seven are no number of a person. */
function phoneKey(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  return digits.length < 7 ? '' : digits.slice(-9);
}

function postcodeKey(postcode: string): string {
  return postcode.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');
}

function streetKey(street: string): string {
  return folded(street)
    .replace(/\bstreet\b|\bst\b\.?/g, 'st')
    .replace(/\bavenue\b|\bave\b\.?/g, 'ave')
    .replace(/\broad\b|\brd\b\.?/g, 'rd')
    .replace(/strasse\b|str\b\.?/g, 'str')
    .replace(/\bapartment\b|\bapt\b|#/g, 'apt')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/**
 * The network: of an IPv4 address its first three parts, of an IPv6 address its first four groups. None of a network that thousands share
 * (RFC 6598), nor of what is no address.
 */
function rangeOf(ip: string): string {
  const text = ip.trim().toLowerCase();
  if (/^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./.test(text)) return '';
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) return text.split('.').slice(0, 3).join('.');
  if (!/^[0-9a-f:]+$/.test(text) || !text.includes(':')) return '';
  const [head = ''] = text.split('::');
  const groups = head.split(':').map((group) => group.replace(/^0+(?=.)/, ''));
  return [...groups, '0', '0', '0', '0'].slice(0, 4).join(':');
}

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss');
}
