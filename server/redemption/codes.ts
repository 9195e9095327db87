/** No 0/O, 1/I/L, U: a code can be read aloud. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * The discount code of a redemption, derived from the HMAC of its id: making it twice makes the same code, so "taken" means done.
 * Twelve letters of thirty: nobody guesses one. `digest` needs at least 24 bytes.
 */
export function codeFrom(digest: Uint8Array): string {
  let letters = '';
  for (let i = 0; i < 12; i++) {
    // Two bytes a letter keep the bias below one in two thousand.
    letters += alphabet[((digest[2 * i] ?? 0) * 256 + (digest[2 * i + 1] ?? 0)) % alphabet.length];
  }
  return `LR-${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8)}`;
}
