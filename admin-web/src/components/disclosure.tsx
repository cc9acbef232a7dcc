import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';

/** Something that most people need not see, folded away behind its title. */
export const Disclosure = ({
  title,
  children,
}: {
  readonly title: ReactNode;
  readonly children: ReactNode;
}) => (
  <details className="disclosure">
    <summary>
      <ChevronRight size={16} aria-hidden />
      {title}
    </summary>
    <div>{children}</div>
  </details>
);
