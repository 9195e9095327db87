import type { ReactNode } from 'react';
import { documentOf, SWITCH, TAG } from './document.ts';
import { fieldId, useForm, useText } from './form-context.ts';
import type { Path } from './json.ts';
import { KindField } from './kind-field.tsx';
import { YES } from './leaf.ts';
import { LeafField } from './leaf-field.tsx';
import { ListField } from './list-field.tsx';
import { notesWithin } from './place.ts';
import { isLeaf, wordsOf, type Fields, type GroupSpec, type Spec, type UnionSpec } from './spec.ts';
import { Help, Told } from './told.tsx';
import { at, textAt } from './tree.ts';

/** Whatever is described, at its place: a field, fields that belong together, a choice of kinds, or a list. */
export function SpecField({ spec, path }: { readonly spec: Spec; readonly path: Path }) {
  if (spec.kind === 'fixed') return null;
  if (isLeaf(spec)) return <LeafField spec={spec} path={path} />;
  if (spec.kind === 'list') return <ListField spec={spec} path={path} Fields={FieldsOfGroup} />;
  return spec.kind === 'union' ? <UnionField spec={spec} path={path} /> : <GroupField spec={spec} path={path} />;
}

/** The fields of a group or kind: single fields side by side, then what has a heading of its own, then what is folded away. */
export function FieldsOfGroup({ fields, path, before }: { readonly fields: Fields; readonly path: Path; readonly before?: ReactNode }) {
  const { about } = useForm();
  const shown = Object.entries(fields).filter(([name, spec]) => isShown(spec, [...path, name], textAt(about.root, [...path, name])));
  const plain = shown.filter(([, spec]) => !('fold' in spec) || spec.fold === undefined);
  const folds = new Set(shown.flatMap(([, spec]) => ('fold' in spec && spec.fold !== undefined ? [spec.fold] : [])));
  return (
    <>
      <Rows fields={plain} path={path} before={before} />
      {[...folds].map((fold) => (
        <Fold key={fold} title={fold} fields={shown.filter(([, spec]) => 'fold' in spec && spec.fold === fold)} path={path} />
      ))}
    </>
  );
}

type Named = readonly (readonly [string, Spec])[];

/** Fields in their order: single ones that follow each other stand side by side, the others have rows of their own. */
function Rows({ fields, path, before }: { readonly fields: Named; readonly path: Path; readonly before?: ReactNode }) {
  const [first, ...rest] = runsOf(fields);
  const leads = first !== undefined && isLeaf(first[0][1]);
  return (
    <>
      {before !== undefined && !leads && <div className="group-fields">{before}</div>}
      {first !== undefined && <Run fields={first} path={path} before={leads ? before : undefined} />}
      {rest.map((run) => (
        <Run key={run[0][0]} fields={run} path={path} />
      ))}
    </>
  );
}

type Run = readonly [Named[number], ...Named];

function Run({ fields, path, before }: { readonly fields: Run; readonly path: Path; readonly before?: ReactNode }) {
  const drawn = fields.map(([name, spec]) => <SpecField key={name} spec={spec} path={[...path, name]} />);
  if (!isLeaf(fields[0][1])) return drawn;
  return (
    <div className="group-fields">
      {before}
      {drawn}
    </div>
  );
}

function runsOf(fields: Named): Run[] {
  return fields.reduce<Run[]>((runs, field) => {
    const last = runs.at(-1);
    return last !== undefined && isLeaf(last[0][1]) && isLeaf(field[1]) ? [...runs.slice(0, -1), [...last, field]] : [...runs, [field]];
  }, []);
}

function isShown(spec: Spec, path: Path, typed: string): boolean {
  return !isLeaf(spec) || spec.shown === undefined || spec.shown(path) || !/^[0.]*$/.test(typed);
}

// Says how many of its fields are in use, and opens by itself when something in it is wrong.
function Fold({ title, fields, path }: { readonly title: string; readonly fields: Named; readonly path: Path }) {
  const { about, problems, warnings } = useForm();
  const told = fields.some(([name]) => notesWithin(problems, [...path, name]) + notesWithin(warnings, [...path, name]) > 0);
  const used = fields.filter(([name, spec]) => isUsed(spec, [...path, name], about)).length;
  return (
    <details className="fold" open={told ? true : undefined}>
      <summary>
        {title}
        {used > 0 && <span className="fold-used"> · {used} in use</span>}
      </summary>
      <Rows fields={fields} path={path} />
    </details>
  );
}

function isUsed(spec: Spec, path: Path, about: { readonly root: Parameters<typeof at>[0]; readonly currency: string }): boolean {
  const { document } = documentOf(spec, at(about.root, path) ?? '', about.currency);
  return document !== null && document !== false;
}

function GroupField({ spec, path }: { readonly spec: GroupSpec; readonly path: Path }) {
  const { about, type } = useForm();
  const isOn = useText([...path, SWITCH]) === YES;
  const label = wordsOf(spec.label, about);
  const hasSwitch = spec.absentUnless === 'switch';
  return (
    <fieldset className="group">
      {label !== '' && <legend>{label}</legend>}
      <Help text={wordsOf(spec.help, about)} />
      <Told path={path} />
      {hasSwitch && (
        <s-checkbox
          id={fieldId([...path, SWITCH])}
          label={spec.switch ?? label}
          checked={isOn}
          onChange={(event) => type([...path, SWITCH], event.currentTarget.checked ? YES : '')}
        />
      )}
      {(!hasSwitch || isOn) && <FieldsOfGroup fields={spec.fields} path={path} />}
    </fieldset>
  );
}

function UnionField({ spec, path }: { readonly spec: UnionSpec; readonly path: Path }) {
  const { about } = useForm();
  const kind = useText([...path, TAG]);
  const label = wordsOf(spec.label, about);
  return (
    <fieldset className="group">
      <legend>{label}</legend>
      <Help text={wordsOf(spec.help, about)} />
      <Told path={path} />
      <FieldsOfGroup
        fields={spec.kinds[kind]?.fields ?? {}}
        path={path}
        before={<KindField spec={spec} path={path} label={label} isTitled />}
      />
      <Help text={spec.kinds[kind]?.help ?? ''} />
    </fieldset>
  );
}
