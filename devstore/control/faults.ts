/** Trouble on request: the next matching API calls fail in the way asked for. */
export const faultModes = ['throttled', '429', '500', 'timeout-before', 'timeout-after'] as const;
export type FaultMode = (typeof faultModes)[number];

export interface Fault {
  /** Name of the operation or of a root field; `*` for any. */
  readonly operation: string;
  readonly mode: FaultMode;
  times: number;
}

export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  /** The fault for this call, now used up by one. */
  take(names: readonly string[]): FaultMode | undefined;
  /** The fault for exactly this, which `*` does not mean: for what is no call of an API. */
  takeFor(name: string): FaultMode | undefined;
}

export function createFaults(): Faults {
  const faults: Fault[] = [];
  const takeFirst = (matches: (operation: string) => boolean): FaultMode | undefined => {
    const fault = faults.find(({ operation, times }) => times > 0 && matches(operation));
    if (!fault) return undefined;
    fault.times -= 1;
    return fault.mode;
  };
  return {
    add: (fault) => void faults.push({ ...fault }),
    clear: () => void faults.splice(0),
    take: (names) => takeFirst((operation) => operation === '*' || names.includes(operation)),
    takeFor: (name) => takeFirst((operation) => operation === name),
  };
}

/** Answers a call under a fault. `act` is what the call would have done; `timeout-after` does it and then loses the answer. */
export async function underFault(mode: FaultMode | undefined, act: () => Promise<Response>): Promise<Response> {
  switch (mode) {
    case undefined:
      return act();
    case 'throttled':
      return Response.json({ errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }], extensions: { cost: throttledCost } });
    case '429':
      return new Response('', { status: 429, headers: { 'retry-after': '0.1' } });
    case '500':
      return new Response('Internal Server Error', { status: 500 });
    case 'timeout-before':
      return lostAnswer();
    case 'timeout-after':
      await act();
      return lostAnswer();
  }
}

const throttledCost = {
  requestedQueryCost: 10,
  actualQueryCost: null,
  throttleStatus: { maximumAvailable: 2000, currentlyAvailable: 0, restoreRate: 100 },
};

/** An answer whose connection breaks before the first byte of its body: the caller cannot know what happened. */
function lostAnswer(): Response {
  const body = new ReadableStream({ pull: (controller) => controller.error(new Error('the dev store dropped the connection')) });
  return new Response(body, { headers: { 'content-type': 'application/json' } });
}
