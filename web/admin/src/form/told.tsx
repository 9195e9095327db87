import { fieldId, useForm } from './form-context.ts';
import { placeName, type Path } from './json.ts';

export function Help({ text }: { readonly text: string }) {
  return text === '' ? null : <p className="help">{text}</p>;
}

/** Problems and warnings of a group, list or item as a whole. */
export function Told({ path }: { readonly path: Path }) {
  const { problems, warnings } = useForm();
  const problem = problems.get(placeName(path));
  const warning = warnings.get(placeName(path));
  return (
    <>
      {problem !== undefined && (
        <p className="problem" id={fieldId(path)} tabIndex={-1}>
          {problem}
        </p>
      )}
      {warning !== undefined && <p className="warning">{warning}</p>}
    </>
  );
}
