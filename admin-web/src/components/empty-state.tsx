import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

export interface EmptyStateProps {
  readonly icon: LucideIcon;
  readonly title: string;
  /** Why there is nothing, and what would put something here. */
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

/** Nothing is here and that is all right, which never looks like a failure. */
export const EmptyState = ({ icon: Icon, title, children, action }: EmptyStateProps) => (
  <div className="card empty">
    <Icon size={40} aria-hidden />
    <h2>{title}</h2>
    <p className="soft">{children}</p>
    {action}
  </div>
);
