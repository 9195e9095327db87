import type { HydrogenSession } from '@shopify/hydrogen';
import { createCookieSessionStorage, type Session, type SessionStorage } from 'react-router';

/** The visitor's signed cookie: Hydrogen's sign-in, Laurel's short session, and one notice for the next page. */
export class VisitorSession implements HydrogenSession {
  /** True once something changed: the answer then has to carry the cookie. */
  isPending = false;
  readonly #storage: SessionStorage;
  readonly #session: Session;

  private constructor(storage: SessionStorage, session: Session) {
    this.#storage = storage;
    this.#session = session;
  }

  static async open(request: Request, secret: string, secure: boolean): Promise<VisitorSession> {
    const storage = createCookieSessionStorage({
      cookie: { name: 'visitor', httpOnly: true, path: '/', sameSite: 'lax', secure, secrets: [secret] },
    });
    const session = await storage.getSession(request.headers.get('cookie')).catch(() => storage.getSession());
    return new VisitorSession(storage, session);
  }

  get get(): Session['get'] {
    return this.#session.get.bind(this.#session);
  }

  get set(): Session['set'] {
    this.isPending = true;
    return this.#session.set.bind(this.#session);
  }

  get unset(): Session['unset'] {
    this.isPending = true;
    return this.#session.unset.bind(this.#session);
  }

  commit(): Promise<string> {
    this.isPending = false;
    return this.#storage.commitSession(this.#session);
  }

  destroy(): Promise<string> {
    return this.#storage.destroySession(this.#session);
  }
}
