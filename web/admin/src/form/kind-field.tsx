import { TAG, withKind } from './document.ts';
import { fieldId, useForm, useText } from './form-context.ts';
import { placeName, type Path } from './json.ts';
import { NOTHING, type UnionSpec } from './spec.ts';
import { at, put } from './tree.ts';

interface KindFieldProps {
  readonly spec: UnionSpec;
  readonly path: Path;
  readonly label: string;
  /** A heading says the label already. */
  readonly isTitled?: boolean;
}

/** The choice of a kind. What was typed for another kind is kept, should the person come back to it. */
export function KindField({ spec, path, label, isTitled = false }: KindFieldProps) {
  const { about, problems, change } = useForm();
  const place = [...path, TAG];
  const choose = (kind: string) => change(put(about.root, path, withKind(spec, at(about.root, path), kind)));
  return (
    <s-select
      id={fieldId(place)}
      name={placeName(place)}
      label={label}
      labelAccessibilityVisibility={isTitled ? 'exclusive' : 'visible'}
      value={useText(place) || NOTHING}
      error={problems.get(placeName(place)) ?? ''}
      onChange={(event) => choose(event.currentTarget.value === NOTHING ? '' : event.currentTarget.value)}
    >
      {spec.none !== undefined && <s-option value={NOTHING}>{spec.none}</s-option>}
      {Object.entries(spec.kinds)
        .filter(([, kind]) => kind.once !== true)
        .map(([value, kind]) => (
          <s-option key={value} value={value}>
            {kind.label}
          </s-option>
        ))}
    </s-select>
  );
}
