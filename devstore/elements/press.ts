/** What pressing a button-like element does: tell its listeners, then command, submit or go. */
import { setOrRemove } from './box.ts';
import { runCommand } from './commands.ts';
import type { StandIn } from './element.ts';

/**
 * Makes `part(selector)` the pressable control of `element`: a native button, or a link once `href` is set.
 * Returns the function that draws it. A disabled or loading element tells nobody.
 */
export function pressable(element: StandIn, selector: string): () => HTMLElement {
  return () => {
    const control = swap(element, selector);
    if (control instanceof HTMLButtonElement) control.disabled = element.flagOf('disabled');
    // Not `disabled` while loading: the focus would be lost, and with it the place of who uses a keyboard.
    setOrRemove(control, 'aria-disabled', element.flagOf('loading') ? 'true' : '');
    if (control instanceof HTMLAnchorElement) drawLink(element, control);
    return control;
  };
}

function swap(element: StandIn, selector: string): HTMLElement {
  const old = element.inner(selector);
  const tag = element.textOf('href') === '' ? 'button' : 'a';
  if (old.localName === tag && wired.has(old)) return old;
  const control: HTMLElement = document.createElement(tag);
  for (const { name, value } of old.attributes) control.setAttribute(name, value);
  if (control instanceof HTMLButtonElement) control.type = 'button';
  else control.removeAttribute('type');
  control.append(...old.childNodes);
  old.replaceWith(control);
  control.addEventListener('click', (event) => press(element, event));
  wired.add(control);
  return control;
}

const wired = new WeakSet<HTMLElement>();

function drawLink(element: StandIn, link: HTMLAnchorElement): void {
  link.href = element.textOf('href');
  const target = element.textOf('target').replace('auto', '');
  if (target === '') link.removeAttribute('target');
  else link.target = target;
  if (element.textOf('download') !== '') link.download = element.textOf('download');
}

// The inner click stops here and leaves once from the element itself: then its target is
// the element whatever was hit inside, and only a press that counts is heard.
function press(element: StandIn, event: MouseEvent): void {
  event.stopPropagation();
  if (element.flagOf('loading')) return event.preventDefault();
  const heard = new MouseEvent('click', {
    bubbles: true,
    cancelable: true,
    composed: true,
    ctrlKey: event.ctrlKey,
    metaKey: event.metaKey,
    shiftKey: event.shiftKey,
  });
  if (!element.dispatchEvent(heard)) return event.preventDefault();
  runCommand(element);
  if (element.textOf('href') !== '') follow(element, event);
  else submit(element);
}

// Shopify’s elements announce the way they are about to go; an app with a router takes it from there.
function follow(element: StandIn, event: MouseEvent): void {
  const isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey || element.textOf('target') === '_blank');
  if (isPlain && !element.emit('shopify:navigate', { href: element.textOf('href') })) event.preventDefault();
}

function submit(element: StandIn): void {
  const form = element.closest('form');
  if (form === null) return;
  if (element.textOf('type') === 'submit') form.requestSubmit();
  if (element.textOf('type') === 'reset') form.reset();
}
