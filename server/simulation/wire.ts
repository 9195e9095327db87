/** A webhook as Shopify sent it, on its way to Laurel. */
export interface Letter {
  readonly topic: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The order it is about; undefined for other topics. */
  readonly orderId: string | undefined;
}

/** Stands between Shopify and Laurel and takes every webhook; the simulation decides what becomes of it. */
export interface Wire {
  take(request: Request): Promise<Response>;
  /** What came since the last call, in an order that does not depend on who was faster. */
  collect(): Letter[];
}

export function openWire(): Wire {
  let taken: Letter[] = [];
  return {
    async take(request) {
      const headers = Object.fromEntries(request.headers);
      const topic = headers['x-shopify-topic'] ?? '';
      const body = await request.text();
      taken.push({ topic, headers, body, orderId: orderIdIn(topic, body) });
      return new Response(null, { status: 200 });
    },
    collect() {
      const letters = taken.toSorted((a, b) => (name(a) < name(b) ? -1 : 1));
      taken = [];
      return letters;
    },
  };
}

/** Ids of orders go beyond what JSON.parse keeps, so the digits are cut out. */
function orderIdIn(topic: string, body: string): string | undefined {
  const field = topic === 'orders/edited' || topic === 'refunds/create' ? 'order_id' : topic.startsWith('orders/') ? 'id' : undefined;
  return field && new RegExp(`"${field}":\\s*"?(\\d+)`).exec(body)?.[1];
}

function name({ headers, orderId, topic, body }: Letter): string {
  return `${headers['x-shopify-triggered-at']} ${orderId ?? body.length} ${topic}`;
}
