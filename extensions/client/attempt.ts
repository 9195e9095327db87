/**
 * A name for one attempt to redeem: 128 bits as hex. `fill` is `crypto.getRandomValues`, handed in;
 * `crypto.randomUUID` is missing in workers without a secure origin.
 */
export function newAttempt(fill: (bytes: Uint8Array) => Uint8Array): string {
  return Array.from(fill(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
