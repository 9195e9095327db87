import { disposableDomains } from './disposable-domains.ts';
import { addressOf, houseOf, mailboxOf, nameKey, phoneKey, rangeOf, type Traces } from './suspicion.ts';

/** One trace of a person, to be compared for equality. */
export interface Trace {
  readonly kind: string;
  readonly text: string;
}

/** What an order tells of a person, as texts that are equal where people are. */
export function tracesOf(personal: Traces): Trace[] {
  const { card, device, email, ip, name, phone } = personal;
  const address = addressOf(personal);
  const texts: Readonly<Record<string, string | undefined>> = {
    mailbox: email && mailboxOf(email),
    name: name && nameKey(name),
    address,
    house: houseOf(personal),
    person: name && address && `${nameKey(name)}/${address}`,
    phone: phone && phoneKey(phone),
    card,
    device,
    range: rangeOf(ip),
    disposable: disposableDomains.has(email?.split('@')[1]?.toLowerCase() ?? '') ? 'yes' : undefined,
  };
  return Object.entries(texts).flatMap(([kind, text]) => (text ? [{ kind, text }] : []));
}
