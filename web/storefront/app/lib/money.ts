const digits = new Map<string, number>();

/** How many decimals the currency has: 2 for USD, 0 for JPY. Throws RangeError for an unknown code. */
export function currencyDigits(currency: string): number {
  const known = digits.get(currency);
  if (known !== undefined) return known;
  const count = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  digits.set(currency, count);
  return count;
}

/** Reads a decimal amount as the Storefront API sends it ("24.0") into minor units, without floats; further decimals are cut off. Throws RangeError when it is no amount. */
export function toMinor(amount: string, currency: string): number {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount);
  if (!match) throw new RangeError(`not a decimal amount: ${JSON.stringify(amount)}`);
  const [, sign = '', whole = '0', fraction = ''] = match;
  const places = currencyDigits(currency);
  const minor = Number(whole + fraction.padEnd(places, '0').slice(0, places));
  return sign && minor !== 0 ? -minor : minor;
}

/** Minor units for people: (1250, 'USD') → "$12.50". */
export function formatMoney(minor: number, currency: string, locale = 'en-US'): string {
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(minorToDecimal(minor, currency));
}

/** The same without needless zeros, for thresholds and prices in sentences: (10000, 'USD') → "$100". */
export function formatRound(minor: number, currency: string, locale = 'en-US'): string {
  return new Intl.NumberFormat(locale, { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' }).format(
    minorToDecimal(minor, currency),
  );
}

/** Whole points for people: 1240 → "1,240". */
export function formatPoints(points: number, locale = 'en-US'): string {
  return new Intl.NumberFormat(locale).format(points);
}

// Intl takes decimal strings exactly, so no amount ever passes through a fraction of a float.
function minorToDecimal(minor: number, currency: string): `${number}` {
  const places = currencyDigits(currency);
  const text = String(Math.abs(minor)).padStart(places + 1, '0');
  const whole = text.slice(0, text.length - places);
  const decimal = places === 0 ? whole : `${whole}.${text.slice(-places)}`;
  return `${minor < 0 ? '-' : ''}${decimal}` as `${number}`;
}
