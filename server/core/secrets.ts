import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** One key per purpose, derived from the app's key, so that no two uses share one. */
export type Purpose =
  | 'access-token'
  | 'discount-code'
  | 'email'
  | 'storefront-session'
  | 'statement-link'
  | 'api-key'
  | 'mail-recipient'
  | 'mail-input'
  | 'mail-stop';

export interface Secrets {
  /** AES-256-GCM, with a nonce of its own each time. Without a purpose it is an access token. */
  encrypt(text: string, purpose?: Purpose): string;
  /** Throws for what was sealed for another purpose, or changed. */
  decrypt(sealed: string, purpose?: Purpose): string;
  /** HMAC-SHA256 of `text` under the purpose's key. */
  hmac(purpose: Purpose, text: string): Buffer;
  key(purpose: Purpose): Uint8Array;
}

/** Derives all keys from the app's 32-byte key. */
export function openSecrets(appKey: Uint8Array): Secrets {
  const keys = new Map<Purpose, Buffer>();
  const key = (purpose: Purpose): Buffer => {
    const known = keys.get(purpose);
    if (known) return known;
    const derived = Buffer.from(hkdfSync('sha256', appKey, 'laurel', purpose, 32));
    keys.set(purpose, derived);
    return derived;
  };
  return {
    key,
    hmac: (purpose, text) => createHmac('sha256', key(purpose)).update(text).digest(),
    encrypt(text, purpose = 'access-token') {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key(purpose), nonce);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
    },
    decrypt(sealed, purpose = 'access-token') {
      const bytes = Buffer.from(sealed, 'base64');
      const decipher = createDecipheriv('aes-256-gcm', key(purpose), bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
    },
  };
}
