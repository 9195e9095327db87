/** `shopify.saveBar`: the dark bar “Unsaved changes” above the app, one at a time. */
import { add, chrome } from './chrome.ts';

/** What Save and Discard do for one bar. */
export interface SaveBarActions {
  save(): void;
  discard(): void;
  /** Whether to ask before discarding. */
  confirmDiscard(): boolean;
}

export interface SaveBar {
  show(id: string): Promise<void>;
  hide(id: string): Promise<void>;
  toggle(id: string): Promise<void>;
  /** Resolves at once without a bar, else when the merchant agrees to leave; never if they stay. */
  leaveConfirmation(): Promise<void>;
  register(id: string, actions: SaveBarActions): void;
  unregister(id: string): void;
  isShown(id: string): boolean;
}

export function createSaveBar(): SaveBar {
  const actions = new Map<string, SaveBarActions>();
  let shown: string | undefined;
  let bar: HTMLElement | undefined;

  const draw = () => {
    if (bar === undefined && shown === undefined) return;
    bar ??= buildBar(
      () => actionsOf(shown).save(),
      () => void discard(),
    );
    bar.hidden = shown === undefined;
    // Shopify has its own header for the bar; here the page makes room.
    document.documentElement.style.paddingBlockStart = bar.hidden ? '' : `${bar.offsetHeight}px`;
  };
  const actionsOf = (id: string | undefined): SaveBarActions => {
    const found = id === undefined ? undefined : actions.get(id);
    if (found === undefined) throw new Error(`shopify.saveBar: the page has no <ui-save-bar id="${id}">`);
    return found;
  };
  const discard = async () => {
    const { confirmDiscard, discard: run } = actionsOf(shown);
    if (!confirmDiscard() || (await ask('Discard all unsaved changes?', 'Discard changes', 'Continue editing'))) run();
  };
  const setShown = async (id: string | undefined) => {
    if (id !== undefined) actionsOf(id);
    shown = id;
    draw();
  };
  return {
    show: (id) => setShown(id),
    hide: (id) => setShown(shown === id ? undefined : shown),
    toggle: (id) => setShown(shown === id ? undefined : id),
    async leaveConfirmation() {
      if (shown === undefined || (await ask('Leave page with unsaved changes?', 'Leave page', 'Stay'))) return setShown(undefined);
      return new Promise<never>(() => {});
    },
    register: (id, own) => void actions.set(id, own),
    unregister(id) {
      actions.delete(id);
      if (shown === id) void setShown(undefined);
    },
    isShown: (id) => shown === id,
  };
}

function buildBar(save: () => void, discard: () => void): HTMLElement {
  const bar = add(chrome(), 'div', { class: 'bar', role: 'region', 'aria-label': 'Unsaved changes' });
  add(bar, 'strong', {}, 'Unsaved changes');
  add(bar, 'button', { type: 'button' }, 'Discard').addEventListener('click', discard);
  add(bar, 'button', { type: 'button', class: 'save' }, 'Save').addEventListener('click', save);
  return bar;
}

function ask(question: string, yes: string, no: string): Promise<boolean> {
  const dialog = add(chrome(), 'dialog', { 'aria-labelledby': 'question' });
  add(dialog, 'h2', { id: 'question' }, question);
  add(dialog, 'p', {}, 'If you do, your edits are lost.');
  const buttons = add(dialog, 'div', {});
  add(buttons, 'button', { type: 'button' }, no).addEventListener('click', () => dialog.close('no'));
  add(buttons, 'button', { type: 'button', class: 'leave' }, yes).addEventListener('click', () => dialog.close('yes'));
  dialog.showModal();
  return new Promise((answer) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      answer(dialog.returnValue === 'yes');
    });
  });
}
