/** How many decimals the currency has: 2 for USD, 0 for JPY, 3 for KWD. */
export function currencyDigits(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** Minor units of an amount the host gives as a number of majors: (12.5, "USD") → 1250. */
export function minorOf(amount: number, currency: string): number {
  return Math.round(amount * 10 ** currencyDigits(currency));
}

/** Majors for a formatter: (1250, "USD") → 12.5. */
export function majorOf(minor: number, currency: string): number {
  return minor / 10 ** currencyDigits(currency);
}

/** How many decimals to show: none for whole majors, so that "$10.00" reads "$10". */
export function shownDigits(minor: number, currency: string): number {
  const digits = currencyDigits(currency);
  return minor % 10 ** digits === 0 ? 0 : digits;
}
