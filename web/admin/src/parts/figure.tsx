import type { ReactNode } from 'react';

/** Numbers with their names and meanings, side by side where there is room. */
export function Figures({ children }: { readonly children: ReactNode }) {
  return <dl className="figures">{children}</dl>;
}

/** One number: what it is called, how much it is, and what that means in words. */
export function Figure({ name, value, children }: { readonly name: string; readonly value: string; readonly children: ReactNode }) {
  return (
    <div className="figure">
      <dt>{name}</dt>
      <dd className="figure-value">{value}</dd>
      <dd className="figure-meaning">{children}</dd>
    </div>
  );
}
