import type { ReactNode } from 'react';

/** Names with their explanations, beside each other where there is room. */
export function Terms({ children }: { readonly children: ReactNode }) {
  return <dl className="terms">{children}</dl>;
}

export function Term({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="term">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
