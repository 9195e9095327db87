import type { ReactNode } from 'react';

// App Bridge defines these; its types declare them for the global JSX, which React 19 does not read.
declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      's-app-nav': { children?: ReactNode };
      'ui-save-bar': { id: string; discardConfirmation?: boolean; children?: ReactNode };
    }
  }
  interface ButtonHTMLAttributes<T> {
    /** Inside `ui-save-bar`: which button is Save. */
    variant?: 'primary';
  }
}
