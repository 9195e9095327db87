/**
 * The base of every stand-in: properties as the contract declares them, one redraw per microtask,
 * an open shadow root with the view's markup, and events the way Polaris dispatches them.
 */
import type { PropertyKind } from './contract.ts';
import { styleSheet } from './styles.ts';

export interface View {
  /** Shadow markup; fixed text, never built from properties. One `<slot>` if omitted. */
  html?: string;
  css?: string;
  /** Form fields report their value to the `<form>` around them. */
  field?: true;
  /** Focusing the element focuses the control inside. */
  focusable?: true;
  /** Runs once per element. The function it answers draws the current properties. */
  start?(element: StandIn, root: ShadowRoot): () => void;
}

/** Properties every HTMLElement has; overriding them would break the element itself. */
const NATIVE = new Set(['hidden', 'lang', 'dir', 'title', 'inputMode', 'translate']);

export class StandIn extends HTMLElement {
  static view: View = {};
  static kinds: Record<string, PropertyKind> = {};
  static names = new Map<string, string>();

  readonly root: ShadowRoot;
  readonly internals: ElementInternals;
  readonly #values = new Map<string, unknown>();
  #draw: (() => void) | undefined;
  #queued = false;

  constructor() {
    super();
    const { view } = this.constructor as typeof StandIn;
    this.internals = this.attachInternals();
    this.root = this.attachShadow({ mode: 'open', delegatesFocus: view.focusable ?? view.field ?? false });
    this.root.adoptedStyleSheets = [styleSheet(view.css ?? '')];
    this.root.innerHTML = view.html ?? '<slot></slot>';
    this.#draw = view.start?.(this, this.root);
  }

  connectedCallback(): void {
    this.drawNow();
  }

  attributeChangedCallback(attribute: string, _: string | null, value: string | null): void {
    const { kinds, names } = this.constructor as typeof StandIn;
    const name = names.get(attribute);
    if (name === undefined) return;
    if (NATIVE.has(name)) this.redraw();
    else this.write(name, fromAttribute(value, kinds[name] ?? 'string'));
  }

  formResetCallback(): void {
    for (const [name, initial] of [
      ['value', 'defaultValue'],
      ['checked', 'defaultChecked'],
    ] as const) {
      if (name in this) this.write(name, this.read(initial));
    }
  }

  read(name: string): unknown {
    return NATIVE.has(name) ? Reflect.get(this, name) : this.#values.get(name);
  }

  write(name: string, value: unknown): void {
    this.#values.set(name, value);
    this.redraw();
  }

  /** The property as text; numbers and elements’ text alternatives included, everything absent as ''. */
  textOf(name: string): string {
    const value = this.read(name);
    return value === undefined || value === null || value === false ? '' : String(value);
  }

  flagOf(name: string): boolean {
    const value = this.read(name);
    return value !== undefined && value !== null && value !== false && value !== 'false';
  }

  /** The property as a finite number, or undefined. */
  numberOf(name: string): number | undefined {
    const value = Number(this.textOf(name) || Number.NaN);
    return Number.isFinite(value) ? value : undefined;
  }

  inner<T extends Element = HTMLElement>(selector: string): T {
    const found = this.root.querySelector<T>(selector);
    if (found === null) throw new Error(`<${this.localName}> has no ${selector} in its shadow root`);
    return found;
  }

  redraw(): void {
    if (this.#queued || !this.isConnected) return;
    this.#queued = true;
    queueMicrotask(() => this.drawNow());
  }

  drawNow(): void {
    this.#queued = false;
    this.#draw?.();
  }

  /** Dispatches a bubbling event from the element itself. `detail` goes to an extension’s element before its listeners. */
  emit(name: string, detail?: Record<string, unknown>): boolean {
    return this.dispatchEvent(new CustomEvent(name, { bubbles: true, cancelable: true, composed: true, detail }));
  }
}

/** Makes and registers one element. `kinds` are the properties of every surface that knows the element. */
export function defineElement(tag: string, view: View, kinds: Record<string, PropertyKind>): void {
  const taken = Object.keys(kinds).filter((name) => name in StandIn.prototype && !(name in HTMLElement.prototype));
  if (taken.length > 0) throw new Error(`<${tag}> has properties named like our own methods: ${taken.join(', ')}`);
  const names = new Map(Object.keys(kinds).map((name) => [name.toLowerCase(), name]));
  class Defined extends StandIn {
    static override view = view;
    static override kinds = kinds;
    static override names = names;
    static formAssociated = view.field ?? false;
    static observedAttributes = [...names.keys()];
  }
  for (const name of Object.keys(kinds).filter((one) => !NATIVE.has(one))) {
    Object.defineProperty(Defined.prototype, name, {
      configurable: true,
      enumerable: true,
      get(this: StandIn) {
        return this.read(name);
      },
      set(this: StandIn, value: unknown) {
        this.write(name, value);
      },
    });
  }
  customElements.define(tag, Defined);
}

function fromAttribute(value: string | null, kind: PropertyKind): unknown {
  if (value === null) return undefined;
  if (kind === 'boolean' || (kind === 'string|boolean' && (value === '' || value === 'true'))) return value !== 'false';
  if (kind === 'number') return Number(value);
  return value;
}
