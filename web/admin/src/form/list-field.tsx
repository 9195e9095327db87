import { useId, type ComponentType, type ReactNode } from 'react';
import { count } from '../words/numbers.ts';
import { fresh, TAG } from './document.ts';
import { fieldId, itemName, useForm } from './form-context.ts';
import { placeName, type Path } from './json.ts';
import { KindField } from './kind-field.tsx';
import { notesWithin } from './place.ts';
import { wordsOf, type Fields, type GroupSpec, type ListSpec, type UnionSpec } from './spec.ts';
import { Help, Told } from './told.tsx';
import { add, itemsAt, keyOf, move, textAt, type Tree } from './tree.ts';

/** Draws an item's fields; handed in, for they may hold lists themselves. */
type DrawFields = ComponentType<{ readonly fields: Fields; readonly path: Path; readonly before?: ReactNode }>;

/** A list whose items are opened to edit them, added, moved and removed; what was removed can be put back. */
export function ListField({ spec, path, Fields }: { readonly spec: ListSpec; readonly path: Path; readonly Fields: DrawFields }) {
  const { about, append: appendTo, newKey } = useForm();
  const heading = useId();
  const Heading = path.length > 2 ? 'h3' : 'h2';
  const items = itemsAt(about.root, path);
  const append = () => {
    const key = newKey(spec.noun);
    const kind = spec.item.kind === 'union' ? firstKind(spec.item) : '';
    const tree = add(about.root, path, fresh(spec.item, kind, { id: key }, key));
    appendTo(tree, itemName(path, key), firstField([...path, items.length], spec.item));
  };
  return (
    <div className="list" role="group" aria-labelledby={heading}>
      <Heading id={heading}>{wordsOf(spec.label, about)}</Heading>
      <Help text={wordsOf(spec.help, about)} />
      <Told path={path} />
      {items.length === 0 && <p className="empty">{spec.empty}</p>}
      <ol className="items">
        {items.map((item, index) => (
          <Item key={keyOf(item)} spec={spec} list={path} index={index} item={item} count={items.length} Fields={Fields} />
        ))}
      </ol>
      <Undo spec={spec} path={path} />
      <div>
        <s-button id={addId(path)} icon="plus" onClick={append} disabled={items.length >= spec.max}>
          Add a{/^[aeiou]/.test(spec.noun) ? 'n' : ''} {spec.noun}
        </s-button>
      </div>
    </div>
  );
}

interface ItemProps {
  readonly spec: ListSpec;
  readonly list: Path;
  readonly index: number;
  readonly item: Tree;
  readonly count: number;
  readonly Fields: DrawFields;
}

function Item(props: ItemProps) {
  const { spec, list, index, item, Fields } = props;
  const { about, open, toggle, problems, warnings } = useForm();
  const body = useId();
  const path = [...list, index];
  const name = itemName(list, keyOf(item));
  const isOpen = open.has(name);
  const title = spec.title(item, about);
  return (
    <li className="item">
      <div className="item-head">
        <button type="button" className="item-toggle" aria-expanded={isOpen} aria-controls={body} onClick={() => toggle(name, !isOpen)}>
          <span className="item-title">{title}</span>
          <span className="item-summary">{spec.summary(item, about)}</span>
        </button>
        <Marks problems={notesWithin(problems, path)} warnings={notesWithin(warnings, path)} />
        <Acts {...props} />
      </div>
      <div id={body} className="item-body" role="group" aria-label={title} hidden={!isOpen}>
        {isOpen && <ItemFields spec={spec.item} path={path} kind={textAt(item, [TAG])} Fields={Fields} />}
      </div>
    </li>
  );
}

function Marks({ problems, warnings }: { readonly problems: number; readonly warnings: number }) {
  if (problems > 0) return <s-badge tone="critical">{count(problems, 'problem')}</s-badge>;
  return warnings > 0 ? <s-badge tone="warning">{count(warnings, 'warning')}</s-badge> : null;
}

interface ItemFieldsProps {
  readonly spec: GroupSpec | UnionSpec;
  readonly path: Path;
  readonly kind: string;
  readonly Fields: DrawFields;
}

function ItemFields({ spec, path, kind, Fields }: ItemFieldsProps) {
  if (spec.kind === 'group') {
    return (
      <>
        <Told path={path} />
        <Fields fields={spec.fields} path={path} />
      </>
    );
  }
  const chosen = spec.kinds[kind];
  const before = chosen?.once === true ? undefined : <KindField spec={spec} path={path} label="Kind" />;
  return (
    <>
      <Told path={path} />
      <Help text={chosen?.help ?? ''} />
      <Fields fields={chosen?.fields ?? {}} path={path} before={before} />
    </>
  );
}

// After a move the focus stays with the item, also when the button that moved it can't move it any further.
function Acts({ spec, list, index, item, count: total }: ItemProps) {
  const { about, change, remove } = useForm();
  if (spec.item.kind === 'union' && spec.item.kinds[textAt(item, [TAG])]?.once === true) return null;
  const title = spec.title(item, about);
  const by = (step: -1 | 1) => {
    const to = index + step;
    const stuck = step === -1 ? to === 0 : to === total - 1;
    const button = stuck ? (step === -1 ? 'down' : 'up') : step === -1 ? 'up' : 'down';
    change(move(about.root, list, index, step), actId(list, to, button));
  };
  return (
    <div className="item-acts">
      {spec.ordered === true && (
        <>
          <s-button
            id={actId(list, index, 'up')}
            variant="tertiary"
            icon="chevron-up"
            accessibilityLabel={`Move ${title} up`}
            disabled={index === 0}
            onClick={() => by(-1)}
          />
          <s-button
            id={actId(list, index, 'down')}
            variant="tertiary"
            icon="chevron-down"
            accessibilityLabel={`Move ${title} down`}
            disabled={index === total - 1}
            onClick={() => by(1)}
          />
        </>
      )}
      <s-button
        id={actId(list, index, 'remove')}
        variant="tertiary"
        icon="delete"
        accessibilityLabel={`Remove ${title}`}
        disabled={total <= spec.min}
        onClick={() => remove(list, index)}
      />
    </div>
  );
}

function Undo({ spec, path }: { readonly spec: ListSpec; readonly path: Path }) {
  const { about, removed, undo } = useForm();
  const here = removed !== null && placeName(removed.list) === placeName(path) ? removed : null;
  return (
    <div role="status" className="undo">
      {here !== null && (
        <>
          <span>{spec.title(here.item, about)} is removed.</span>
          <s-button id={undoId(path)} variant="tertiary" onClick={undo}>
            Undo
          </s-button>
        </>
      )}
    </div>
  );
}

export function undoId(list: Path): string {
  return `undo-${placeName(list)}`;
}

export function itemFocusId(list: Path, index: number): string {
  return actId(list, index, 'remove');
}

function addId(list: Path): string {
  return `add-${placeName(list)}`;
}

function actId(list: Path, index: number, act: 'up' | 'down' | 'remove'): string {
  return `${act}-${placeName([...list, index])}`;
}

function firstKind(spec: UnionSpec): string {
  return Object.keys(spec.kinds).find((kind) => spec.kinds[kind]?.once !== true) ?? '';
}

function firstField(path: Path, spec: GroupSpec | UnionSpec): string {
  if (spec.kind === 'union') return fieldId([...path, TAG]);
  const first = Object.entries(spec.fields).find(([, field]) => field.kind !== 'fixed');
  return fieldId([...path, first?.[0] ?? '']);
}
