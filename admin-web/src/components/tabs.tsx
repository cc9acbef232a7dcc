import type { ReactNode } from 'react';

/** The parts of one page, each with an address of its own; `children` are links. */
export const Tabs = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <nav className="tabs" aria-label={label}>
    {children}
  </nav>
);
