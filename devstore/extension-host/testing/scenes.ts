/** Small extensions, one per scene; the scenario’s setting `scene` chooses. Bundled for tests like a real extension. */
import { h, render, type ComponentType, type VNode } from 'preact';
import { useState } from 'preact/hooks';

interface Signal<T> {
  value: T;
}
interface Shopify {
  settings: Signal<{ scene?: string }>;
  buyerIdentity: { customer: Signal<{ firstName: string } | undefined> };
  discountCodes: Signal<{ code: string }[]>;
  applyDiscountCodeChange(change: { type: string; code: string }): Promise<{ type: string; message?: string }>;
  sessionToken: { get(): Promise<string> };
  storage: { read(key: string): Promise<unknown>; write(key: string, value: unknown): Promise<void> };
  toast: { show(text: string): Promise<{ hide(): void }> };
  i18n: { translate(key: string, values?: Record<string, unknown>): string };
}
const host = () => (globalThis as unknown as { shopify: Shopify }).shopify;

/** Preact has no types for these tags without a surface, and a test needs wrong ones too. */
const el = (tag: string, props: object | null, ...children: unknown[]): VNode =>
  h(tag as unknown as ComponentType, props, ...(children as VNode[]));

function Greeting() {
  return el('s-text', null, `Hello ${host().buyerIdentity.customer.value?.firstName ?? 'guest'}`);
}

/** Answers a click that was sent after a signal: whoever sees “pong” knows the signal has arrived. */
function Pong() {
  const [text, setText] = useState('Ping');
  return el('s-button', { onClick: () => setText('Pong') }, text);
}

function Codes() {
  const [answer, setAnswer] = useState('');
  const apply = (code: string) =>
    host()
      .applyDiscountCodeChange({ type: 'addDiscountCode', code })
      .then(({ type, message }) => setAnswer(`${type} ${message ?? ''}`));
  const codes = host().discountCodes.value.map(({ code }) => code);
  return el(
    's-stack',
    { gap: 'base' },
    el('s-text', null, `Codes: ${codes.join(', ') || 'none'}`),
    el('s-button', { onClick: () => apply('GOOD') }, el('s-icon', { type: 'gift' }), el('s-text', null, 'Apply')),
    el('s-button', { onClick: () => apply('BAD') }, 'Apply a bad one'),
    el('s-text', null, `Answer: ${answer}`),
  );
}

function Request() {
  const [answer, setAnswer] = useState('');
  const ask = async () => {
    const token = await host().sessionToken.get();
    try {
      const response = await fetch('https://laurel.example/rpc/member', { headers: { Authorization: `Bearer ${token}` } });
      setAnswer(`answer: ${await response.text()}`);
    } catch (error) {
      setAnswer(`failed: ${(error as Error).message}`);
    }
  };
  return el('s-stack', null, el('s-button', { onClick: ask }, 'Ask'), el('s-text', null, answer));
}

function Fields() {
  const [text, setText] = useState('');
  const [color, setColor] = useState('red');
  const [isOn, setOn] = useState(false);
  const [sizes, setSizes] = useState<string[]>(['s']);
  const target = (event: Event) => event.currentTarget as unknown as { value: string; checked: boolean; values: string[] };
  return el(
    's-stack',
    { gap: 'base' },
    el('s-text-field', { label: 'Name', value: text, onInput: (event: Event) => setText(target(event).value) }),
    el(
      's-select',
      { label: 'Colour', value: color, onChange: (event: Event) => setColor(target(event).value) },
      el('s-option', { value: 'red' }, 'Red'),
      el('s-option', { value: 'blue' }, 'Blue'),
    ),
    el('s-checkbox', { label: 'Remember', checked: isOn, onChange: (event: Event) => setOn(target(event).checked) }),
    el(
      's-choice-list',
      { label: 'Sizes', name: 'sizes', multiple: true, values: sizes, onChange: (event: Event) => setSizes(target(event).values) },
      el('s-choice', { value: 's' }, 'Small'),
      el('s-choice', { value: 'l' }, 'Large'),
    ),
    el('s-text', null, `${text}|${color}|${isOn}|${sizes.join('+')}`),
  );
}

function Dialog() {
  const [log, setLog] = useState<string[]>([]);
  const note = (word: string) => () => setLog((before) => [...before, word]);
  return el(
    's-stack',
    null,
    el('s-button', { commandFor: 'sure', command: '--show' }, 'Remove'),
    el(
      's-modal',
      { id: 'sure', heading: 'Are you sure?', onShow: note('show'), onHide: note('hide') },
      el('s-button', { commandFor: 'sure', command: '--hide', onClick: note('yes') }, 'Yes'),
    ),
    el('s-text', null, `Log: ${log.join(' ')}`),
  );
}

function Services() {
  const [read, setRead] = useState('');
  return el(
    's-stack',
    null,
    el('s-button', { onClick: () => void host().toast.show('Saved') }, 'Toast'),
    el(
      's-button',
      {
        onClick: () =>
          host()
            .storage.write('k', { n: 1 })
            .then(async () => setRead(JSON.stringify(await host().storage.read('k')))),
      },
      'Store',
    ),
    el('s-link', { href: 'shopify:customer-account/orders' }, 'Orders'),
    el('s-link', { href: 'https://laurel.example/paper?key=1', target: '_blank' }, 'Paper'),
    el('s-text', null, host().i18n.translate('points', { count: 2 })),
    el('s-text', null, read),
  );
}

const scenes: Record<string, () => VNode> = {
  greeting: () => el('s-stack', null, h(Greeting, null), h(Pong, null)),
  codes: Codes,
  request: Request,
  fields: Fields,
  dialog: Dialog,
  services: Services,
  div: () => el('div', null, 'A plain div'),
  throws: () => {
    throw new Error('the extension is broken');
  },
};

export default function scene(): void {
  const name = host().settings.value.scene ?? '';
  const Scene = scenes[name];
  if (Scene === undefined) throw new Error(`no scene ${name}`);
  render(h(Scene, null), document.body);
}
