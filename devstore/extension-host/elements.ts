/** Worker side: remote elements that know exactly the properties and events of the target's contract. */
import {
  BatchingRemoteConnection,
  createRemoteElement,
  RemoteEvent,
  RemoteRootElement,
  type RemoteElementCreatorOptions,
} from '@remote-dom/core/elements';
import type { RemoteConnection } from '@remote-dom/core';
import type { Contract, ElementContract, PropertyKind } from '../elements/contract.ts';

const types: Record<PropertyKind, unknown> = {
  string: String,
  boolean: Boolean,
  number: Number,
  'string|boolean': String,
  function: Function,
  any: String,
};

const OVERLAYS = new Set(['s-modal', 's-sheet', 's-popover']);

// While the page reports what a person typed, the echo of it must not travel back:
// it could overwrite what they typed meanwhile.
let reporting = false;

/** Teaches the worker's `customElements` the elements of one target. */
export function defineRemoteElements(contract: Contract): void {
  for (const [tag, element] of Object.entries(contract)) customElements.define(tag, remoteElement(tag, element));
}

/** Makes `document.body` a tree whose changes go to `connection`, once `connect` is called. */
export function createRemoteBody(connection: RemoteConnection): { connect(): void } {
  customElements.define('remote-root', RemoteRootElement);
  const root = document.createElement('remote-root') as RemoteRootElement;
  Object.defineProperty(document, 'body', { value: root, configurable: true });
  const batched = new BatchingRemoteConnection(connection);
  return {
    connect: () =>
      root.connect({
        call: (id, method, ...args) => connection.call(id, method, ...args),
        mutate: (records) => {
          if (!reporting) batched.mutate([...records]);
        },
      }),
  };
}

function remoteElement(tag: string, { properties, events }: ElementContract): CustomElementConstructor {
  const definitions = Object.entries(properties).map(([name, kind]) => [name, { type: types[kind] }] as const);
  const listeners = events.map((name) => [name, { dispatchEvent: dispatcher(name) }] as const);
  const options: RemoteElementCreatorOptions = {
    properties: { ...Object.fromEntries(definitions), id: { type: String } },
    events: Object.fromEntries(listeners),
    methods: OVERLAYS.has(tag) ? ['showOverlay', 'hideOverlay', 'toggleOverlay'] : ['focus', 'blur'],
  };
  return createRemoteElement(options);
}

// Field events bring `{ value }`, `{ checked }` or `{ values }`; the element has it before its listeners run.
function dispatcher(name: string) {
  return function (this: Element, detail?: unknown) {
    if (typeof detail === 'object' && detail !== null) {
      reporting = true;
      Object.assign(this, detail);
      reporting = false;
    }
    return new RemoteEvent(name, { detail });
  };
}
