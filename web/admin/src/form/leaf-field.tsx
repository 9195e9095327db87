import { placeName, type Path } from './json.ts';
import { fieldId, useForm, useText } from './form-context.ts';
import { YES } from './leaf.ts';
import { NOTHING, optionsOf, wordsOf, type Leaf, type Options } from './spec.ts';

type Currency = NonNullable<React.JSX.IntrinsicElements['s-money-field']['currencyCode']>;

/** One field with its label, help, example, problem and warning. */
export function LeafField({ spec, path }: { readonly spec: Leaf; readonly path: Path }) {
  const { warnings } = useForm();
  const warning = warnings.get(placeName(path));
  return (
    <div className={spec.wide === true ? 'wide' : undefined}>
      <Control spec={spec} path={path} />
      {warning !== undefined && <p className="warning">{warning}</p>}
    </div>
  );
}

function Control({ spec, path }: { readonly spec: Leaf; readonly path: Path }) {
  const { about } = useForm();
  const common = useCommon(spec, path);
  switch (spec.kind) {
    case 'whole':
      return <s-number-field inputMode="numeric" step={1} suffix={spec.suffix ?? ''} {...common} />;
    case 'money':
      return <s-money-field currencyCode={about.currency as Currency} {...common} />;
    case 'factor':
      return <s-text-field prefix="×" {...common} />;
    case 'micros':
      return <s-text-field suffix={about.currency} {...common} />;
    case 'day':
      return <s-date-field {...common} />;
    case 'texts':
      return spec.per === 'line' ? <s-text-area rows={spec.rows ?? 3} {...common} /> : <s-text-field {...common} />;
    case 'choice':
      return <Choice options={spec.options} optional={spec.optional === true} common={common} />;
    case 'some':
      return <Some options={spec.options} path={path} label={common.label} />;
    case 'flag':
      return <Flag spec={spec} path={path} />;
    case 'text':
    case 'wholes':
      return <s-text-field {...common} />;
  }
}

function useCommon(spec: Leaf, path: Path) {
  const { about, problems, examples, type, leave } = useForm();
  const place = placeName(path);
  const details = [wordsOf(spec.help, about), examples.get(place) ?? ''].filter((text) => text !== '').join(' ');
  return {
    id: fieldId(path),
    name: place,
    label: wordsOf(spec.label, about),
    value: useText(path),
    error: problems.get(place) ?? '',
    // A list of lines may be empty.
    required: spec.optional !== true && !(spec.kind === 'texts' && spec.per === 'line'),
    ...(details !== '' && { details }),
    onInput: (event: { readonly currentTarget: { readonly value: string } }) => type(path, event.currentTarget.value),
    onBlur: () => leave(path),
  };
}

type Common = ReturnType<typeof useCommon>;

function Choice({ options, optional, common }: { readonly options: Options; readonly optional: boolean; readonly common: Common }) {
  const { about } = useForm();
  const { onInput, value, ...rest } = common;
  const offered = optionsOf(options, about);
  // A tier or reward that was chosen and is gone now must be seen, not silently replaced by the first.
  const gone = value !== '' && !offered.some((one) => one.value === value);
  const choose = (chosen: string) => onInput({ currentTarget: { value: chosen === NOTHING ? '' : chosen } });
  return (
    <s-select
      {...rest}
      value={value === '' && optional ? NOTHING : value}
      placeholder={optional ? '' : 'Choose'}
      onChange={(event) => choose(event.currentTarget.value)}
    >
      {gone && <s-option value={value}>No longer there</s-option>}
      {offered.map(({ value: one, label }) => (
        <s-option key={one} value={one === '' ? NOTHING : one}>
          {label}
        </s-option>
      ))}
    </s-select>
  );
}

function Some({ options, path, label }: { readonly options: Options; readonly path: Path; readonly label: string }) {
  const { about, problems, type } = useForm();
  const chosen = useText(path)
    .split(/,\s*/)
    .filter((value) => value !== '');
  return (
    <s-choice-list
      id={fieldId(path)}
      name={placeName(path)}
      label={label}
      multiple
      values={chosen}
      error={problems.get(placeName(path)) ?? ''}
      onChange={(event) => type(path, (event.currentTarget.values ?? []).join(', '))}
    >
      {optionsOf(options, about).map(({ value, label: text }) => (
        <s-choice key={value} value={value}>
          {text}
        </s-choice>
      ))}
    </s-choice-list>
  );
}

function Flag({ spec, path }: { readonly spec: Leaf; readonly path: Path }) {
  const { about, problems, type } = useForm();
  const details = wordsOf(spec.help, about);
  return (
    <s-checkbox
      id={fieldId(path)}
      name={placeName(path)}
      label={wordsOf(spec.label, about)}
      checked={useText(path) === YES}
      error={problems.get(placeName(path)) ?? ''}
      {...(details !== '' && { details })}
      onChange={(event) => type(path, event.currentTarget.checked ? YES : '')}
    />
  );
}
