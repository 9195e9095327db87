/** One field of a form. `field` is the place in the definition, under which its problem is told and where the focus goes. */
export interface FieldProps {
  readonly field: string;
  readonly label: string;
  readonly value: string;
  readonly problem: string | undefined;
  readonly details?: string;
  readonly onType: (text: string) => void;
  readonly onLeave: () => void;
}

export function TextField(props: FieldProps) {
  return <s-text-field required {...shared(props)} />;
}

export function WholeField(props: FieldProps) {
  return <s-number-field required inputMode="numeric" step={1} {...shared(props)} />;
}

/** An amount in major units, read as decimal text; never a float. */
export function MoneyField({ currency, ...props }: FieldProps & { readonly currency: string }) {
  return <s-money-field required currencyCode={currency as Currency} {...shared(props)} />;
}

type Currency = NonNullable<React.JSX.IntrinsicElements['s-money-field']['currencyCode']>;

/** The id of a field's element, to put the focus there. */
export function fieldId(field: string): string {
  return `field-${field}`;
}

function shared({ field, label, value, problem, details, onType, onLeave }: FieldProps) {
  return {
    id: fieldId(field),
    name: field,
    label,
    value,
    error: problem ?? '',
    ...(details === undefined ? {} : { details }),
    onInput: (event: { readonly currentTarget: { readonly value: string } }) => onType(event.currentTarget.value),
    onBlur: onLeave,
  };
}
