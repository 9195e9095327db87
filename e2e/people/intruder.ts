import pg from 'pg';

/** Somebody with all rights in the database, who changes rows behind every law. */
export class Intruder {
  /** undefined: the product runs elsewhere, and its database is out of reach. */
  static get socketFolder(): string | undefined {
    return process.env['LAUREL_SOCKET_FOLDER'];
  }

  /** The member of a customer, once the webhook of their first order was worked through. */
  async memberOf(customerId: string): Promise<string | undefined> {
    const rows = await this.ask<{ id: string }>(
      `select m.id from member m join shop_order o on o.shop_id = m.shop_id and o.member_id = m.id
       where m.customer_id = $1 and o.settled_at is not null`,
      [customerId],
    );
    return rows[0]?.id;
  }

  /** Adds points to what is stored as a member's balance; no entry says so. */
  async raisesBalance(memberId: string, points: number): Promise<void> {
    await this.untriggered('balance', 'update balance set available = available + $2 where member_id = $1', [memberId, points]);
  }

  /** Has an item of an order cost more than its points were counted from. */
  async raisesPrice(memberId: string, minor: number): Promise<void> {
    await this.ask(
      `update shop_order set facts = jsonb_set(facts, '{lines,0,netMinor}', to_jsonb((facts #>> '{lines,0,netMinor}')::bigint + $2::bigint))
       where member_id = $1`,
      [memberId, minor],
    );
  }

  /** Has an entry say something else than it did. */
  async changesEntry(memberId: string, by: number): Promise<void> {
    await this.untriggered('entry', 'update entry set points = points + $2 where member_id = $1 and seq = 1', [memberId, by]);
  }

  /** Nobody reads a table until what is returned is called. */
  async keepsBusy(table: string): Promise<() => Promise<void>> {
    const client = new pg.Client({ host: Intruder.socketFolder, port: 5432, user: 'laurel', database: 'postgres' });
    await client.connect();
    await client.query('begin');
    await client.query(`lock table ${table} in access exclusive mode`);
    return () => client.end();
  }

  private async untriggered(table: string, sql: string, params: unknown[]): Promise<void> {
    await this.ask(`alter table ${table} disable trigger all`);
    await this.ask(sql, params);
    await this.ask(`do $$ declare t record; begin
      alter table ${table} enable trigger all;
      for t in select tgname from pg_trigger where tgrelid = '${table}'::regclass and not tgisinternal loop
        execute format('alter table ${table} enable always trigger %I', t.tgname);
      end loop; end $$`);
  }

  private async ask<T extends pg.QueryResultRow>(sql: string, params: unknown[] = []): Promise<T[]> {
    const client = new pg.Client({ host: Intruder.socketFolder, port: 5432, user: 'laurel', database: 'postgres' });
    await client.connect();
    try {
      return (await client.query<T>(sql, params)).rows;
    } finally {
      await client.end();
    }
  }
}
