import type { APIRequestContext } from '@playwright/test';
import { setTimeout as sleep } from 'node:timers/promises';

interface Draft {
  readonly draft: { readonly revision: number; readonly hash: string } | null;
  readonly published: { readonly version: number; readonly definition: { readonly rewards: readonly object[] } };
}

/** Publishes programmes without going through the pages, as the owner: for journeys that are about what is promised. */
export class Programme {
  private readonly request: APIRequestContext;
  constructor(request: APIRequestContext) {
    this.request = request;
  }

  /** Offers these rewards from now on and no others. Returns what offers the former ones again. */
  async offers(rewards: readonly object[]): Promise<() => Promise<void>> {
    const { draft, published } = await this.ask<Draft>('GET', 'draft');
    const before = published.definition.rewards;
    await this.publish({ ...published.definition, rewards }, published.version, draft?.revision ?? null);
    return async () => {
      await this.offers(before);
    };
  }

  /** Thanks members for friends by these terms from now on. */
  async thanksForFriends(referral: object): Promise<void> {
    const { draft, published } = await this.ask<Draft>('GET', 'draft');
    await this.publish({ ...published.definition, referral }, published.version, draft?.revision ?? null);
  }

  private async publish(definition: object, basedOnVersion: number, revision: number | null): Promise<void> {
    const saved = await this.ask<Draft>('PUT', 'draft', { definition, basedOnVersion, revision });
    const hash = saved.draft?.hash;
    const { id } = await this.ask<{ id: string }>('POST', 'simulations', { hash, months: 1 });
    for (;;) {
      const { state } = await this.ask<{ state: string }>('GET', `simulations/${id}`);
      if (state === 'done') break;
      if (state !== 'waiting' && state !== 'running') throw new Error(`the simulation is ${state}`);
      await sleep(200);
    }
    const publication = { hash, simulationId: id, startsAt: null, keepUntil: null, note: 'For a journey' };
    await this.ask('POST', 'publications', publication);
  }

  private async ask<T>(method: string, path: string, data?: unknown): Promise<T> {
    const { token } = (await (await this.request.get('/devstore/session-token?kind=admin')).json()) as { token: string };
    const answer = await this.request.fetch(`/rpc/admin/program/${path}`, {
      method,
      headers: { authorization: `Bearer ${token}` },
      ...(data !== undefined && { data }),
    });
    if (!answer.ok()) throw new Error(`${method} ${path} answered ${answer.status()} ${await answer.text()}`);
    return (await answer.json()) as T;
  }
}
