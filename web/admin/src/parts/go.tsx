import type { MouseEvent, ReactNode } from 'react';
import { useHref, useNavigate } from 'react-router';

interface GoProps {
  readonly to: string;
  readonly children: ReactNode;
  readonly id?: string;
  readonly slot?: 'breadcrumb-actions';
  readonly accessibilityLabel?: string;
}

/** A link to another page of this app: a real address, followed without a reload. */
export function Go({ to, children, ...rest }: GoProps) {
  const navigate = useNavigate();
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return;
    event.preventDefault();
    void navigate(to);
  };
  return (
    <s-link href={useHref(to)} onClick={(event) => follow(event as unknown as MouseEvent)} {...rest}>
      {children}
    </s-link>
  );
}
