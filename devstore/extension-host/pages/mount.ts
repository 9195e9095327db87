/** What the three page scripts share: read the scenario, mount, keep the page and the extension in step. */
import { mountExtension, type MountedExtension } from '../index.ts';
import { showFailure } from '../failure.ts';
import type { ChangeAnswer, Scenario, Translations } from './scenario.ts';

type Method = (...args: never[]) => unknown;

/** Mounts the page's extension; `methods` come on top of the session token. Marks the page `loading`, `ready` or `failed`. */
export async function mountScenario(methodsOf: (scenario: Scenario, push: PushSignals) => Record<string, Method>): Promise<void> {
  const state = document.documentElement.dataset;
  const scenario = readScenario();
  const container = document.querySelector<HTMLElement>(scenario.container ?? '#extension');
  if (container === null) throw new Error(`The page has no ${scenario.container ?? '#extension'} for its extension.`);

  state['extension'] = 'loading';
  const mounting: Promise<MountedExtension> = translationsOf(scenario).then((translations) =>
    mountExtension({
      ...scenario,
      links: scenario.links ?? {},
      settings: scenario.settings ?? {},
      container,
      translations,
      api: {
        signals: scenario.signals,
        values: scenario.values ?? {},
        methods: { 'sessionToken.get': () => fetchToken(scenario.endpoints.sessionToken), ...methodsOf(scenario, push) },
      },
    }),
  );
  function push(signals: Record<string, unknown>): Promise<void> {
    return mounting.then((extension) => pushAll(extension, signals));
  }
  document.addEventListener('devstore:state', (event) => void push((event as CustomEvent<Record<string, unknown>>).detail));
  try {
    await mounting;
    state['extension'] = 'ready';
  } catch (error) {
    showFailure(container, scenario.target, String(error));
  }
}

export type PushSignals = (signals: Record<string, unknown>) => Promise<void>;

/** A method that posts the extension's change, pushes the new cart to both sides and gives Shopify's answer. */
export function change(endpoint: string, push: PushSignals): Method {
  return async (body: unknown) => {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${endpoint} answered ${response.status}`);
    const { type, message, state } = (await response.json()) as ChangeAnswer;
    if (state !== undefined) {
      await push(state.signals);
      document.dispatchEvent(new CustomEvent('devstore:cart', { detail: state }));
    }
    return type === 'success' ? { type } : { type, message: message ?? 'The change was refused.' };
  };
}

async function pushAll(extension: MountedExtension, signals: Record<string, unknown>): Promise<void> {
  await Promise.all(Object.entries(signals).map(([path, value]) => extension.set(path, value)));
}

function readScenario(): Scenario {
  const text = document.getElementById('extension-scenario')?.textContent;
  if (text == null) throw new Error('The page has no <script type="application/json" id="extension-scenario">.');
  return JSON.parse(text) as Scenario;
}

async function translationsOf({ translations, translationsUrl }: Scenario): Promise<Translations> {
  if (translations !== undefined) return translations;
  if (translationsUrl === undefined) return {};
  const response = await fetch(translationsUrl);
  if (!response.ok) throw new Error(`${translationsUrl} answered ${response.status}`);
  return (await response.json()) as Translations;
}

async function fetchToken(endpoint: string): Promise<string> {
  const response = await fetch(endpoint);
  if (!response.ok) throw new Error(`${endpoint} answered ${response.status}`);
  return ((await response.json()) as { token: string }).token;
}
