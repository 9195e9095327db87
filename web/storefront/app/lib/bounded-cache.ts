export interface CacheBounds {
  readonly entriesMax: number;
  readonly bytesMax: number;
}

interface Entry {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly status: number;
  readonly headers: Headers;
  readonly storedAt: number;
  readonly freshMs: number;
  readonly usableMs: number;
}

/**
 * What Hydrogen needs of the browser's Cache, kept in memory within bounds: the entry used longest ago goes first.
 * `now` answers milliseconds.
 */
export class BoundedCache {
  readonly #entries = new Map<string, Entry>();
  readonly #bounds: CacheBounds;
  readonly #now: () => number;
  #bytes = 0;

  constructor(bounds: CacheBounds, now: () => number) {
    this.#bounds = bounds;
    this.#now = now;
  }

  get size(): number {
    return this.#entries.size;
  }

  async match(request: Request): Promise<Response | undefined> {
    const entry = this.#entries.get(request.url);
    if (request.method !== 'GET' || !entry) return undefined;
    const age = this.#now() - entry.storedAt;
    if (age > entry.usableMs) {
      this.#forget(request.url);
      return undefined;
    }
    // A Map keeps the order of insertion; putting it in again makes it the youngest.
    this.#entries.delete(request.url);
    this.#entries.set(request.url, entry);
    const headers = new Headers(entry.headers);
    headers.set('cache', age > entry.freshMs ? 'STALE' : 'HIT');
    headers.set('date', new Date(entry.storedAt).toUTCString());
    return new Response(entry.body, { status: entry.status, headers });
  }

  async put(request: Request, response: Response): Promise<void> {
    if (request.method !== 'GET') throw new TypeError('only answers to GET can be kept');
    const body = new Uint8Array(await response.arrayBuffer());
    this.#forget(request.url);
    if (body.byteLength > this.#bounds.bytesMax) return;
    const control = response.headers.get('cache-control') ?? response.headers.get('real-cache-control') ?? '';
    const freshMs = secondsOf(control, 'max-age') * 1000;
    const usableMs = freshMs + secondsOf(control, 'stale-while-revalidate') * 1000;
    this.#entries.set(request.url, {
      body,
      status: response.status,
      headers: new Headers(response.headers),
      storedAt: this.#now(),
      freshMs,
      usableMs,
    });
    this.#bytes += body.byteLength;
    this.#makeRoom();
  }

  async delete(request: Request): Promise<boolean> {
    return this.#forget(request.url);
  }

  #makeRoom(): void {
    for (const url of this.#entries.keys()) {
      if (this.#entries.size <= this.#bounds.entriesMax && this.#bytes <= this.#bounds.bytesMax) return;
      this.#forget(url);
    }
  }

  #forget(url: string): boolean {
    this.#bytes -= this.#entries.get(url)?.body.byteLength ?? 0;
    return this.#entries.delete(url);
  }
}

function secondsOf(control: string, directive: string): number {
  return Number(new RegExp(`\\b${directive}=(\\d+)`).exec(control)?.[1] ?? 0);
}
