/** `command` and `commandFor`: a button that shows, hides or copies another element. */
import { StandIn } from './element.ts';

export type Command = 'show' | 'hide' | 'toggle' | 'copy';

/** What an element does when commanded. `source` is the button pressed. */
export type Commanded = (command: Command, source: StandIn) => void;

const handlers = new WeakMap<StandIn, { run: Commanded; auto: Command }>();

/** Registers what `element` does on command; `auto` is the meaning of `--auto`, the default. */
export function onCommand(element: StandIn, auto: Command, run: Commanded): void {
  handlers.set(element, { run, auto });
}

/** Runs the command of a pressed button, if it has one. An id nobody has is reported, since nothing else would tell. */
export function runCommand(source: StandIn): void {
  const id = source.textOf('commandFor');
  if (id === '') return;
  const target = byId(source, id);
  const handler = target instanceof StandIn ? handlers.get(target) : undefined;
  if (handler === undefined) return console.error(`<${source.localName} commandFor="${id}">: no element that takes commands has this id.`);
  const command = source.textOf('command').replace(/^--/, '');
  handler.run(command === '' || command === 'auto' ? handler.auto : (command as Command), source);
}

/** The element with this id in the same tree. */
export function byId(near: Element, id: string): Element | null {
  const tree = near.getRootNode() as Document | ShadowRoot;
  return tree.getElementById(id);
}
