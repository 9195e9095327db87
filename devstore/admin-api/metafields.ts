import { GraphQLError } from 'graphql';
import type { Metafield } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import { metafieldView, namespaceOf } from './metafield-view.ts';

interface MetafieldInput {
  readonly ownerId: string;
  readonly namespace?: string | null;
  readonly key: string;
  readonly type?: string | null;
  readonly value: string;
  readonly compareDigest?: string | null;
}
interface UserError {
  readonly field: readonly string[];
  readonly message: string;
  readonly code: string;
  readonly elementIndex: number;
}

const perCall = 25;
const valueBytesMax = 16_384;

/** Sets all or none, at most 25. */
export function setMetafields(store: Store, inputs: readonly MetafieldInput[]) {
  if (inputs.length > perCall) throw new GraphQLError(`Exceeded the maximum metafields input limit of ${perCall}.`);
  const userErrors = inputs.flatMap((input, index) => problemOf(store, input, index) ?? []);
  if (userErrors.length > 0) return { metafields: [], userErrors };
  return store.change(() => ({ metafields: inputs.map((input) => metafieldView(put(store, input))), userErrors: [] }));
}

function problemOf(store: Store, input: MetafieldInput, elementIndex: number): UserError | undefined {
  const problem = (field: string, code: string, message: string) => ({
    field: ['metafields', String(elementIndex), field],
    code,
    message,
    elementIndex,
  });
  const owner = /^gid:\/\/shopify\/Customer\/(\d+)$/.exec(input.ownerId);
  if (!owner || !store.customer(owner[1] ?? null)) return problem('ownerId', 'INVALID', 'Owner does not exist.');
  if (input.value === '') return problem('value', 'BLANK', 'may not be empty');
  if (Buffer.byteLength(input.value) > valueBytesMax) return problem('value', 'TOO_LONG', 'Value is too long.');
  if (!input.type) return problem('type', 'BLANK', "can't be blank");
  if (input.type === 'json' && !isJson(input.value)) return problem('value', 'INVALID_VALUE', 'is invalid JSON');
  return undefined;
}

function put(store: Store, input: MetafieldInput): Metafield {
  const namespace = namespaceOf(input.namespace ?? '$app');
  const now = store.now().toISOString();
  const found = store.state.metafields.find(
    (field) => field.ownerId === input.ownerId && field.namespace === namespace && field.key === input.key,
  );
  if (found) {
    Object.assign(found, { type: input.type ?? found.type, value: input.value, updatedAt: now });
    return found;
  }
  const field: Metafield = {
    id: store.nextId('other'),
    ownerId: input.ownerId,
    namespace,
    key: input.key,
    type: input.type ?? 'single_line_text_field',
    value: input.value,
    createdAt: now,
    updatedAt: now,
  };
  store.state.metafields.push(field);
  return field;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
