import { Link } from '@tanstack/react-router';
import { Sprout } from 'lucide-react';

/** The list before the first integration: what to do, not just that it is empty. */
export const NothingConnected = () => (
  <div className="card empty">
    <Sprout size={40} aria-hidden />
    <h2>Nothing is connected yet</h2>
    <p className="soft">
      Connect your first system, for example Asana. Five steps, about five minutes; everything is tried before
      anything is stored, and you watch its first records arrive.
    </p>
    <Link className="button main" to="/integrations/new">
      Connect your first system
    </Link>
  </div>
);
