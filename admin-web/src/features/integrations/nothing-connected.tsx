import { Sprout } from 'lucide-react';

/** The list before the first integration: what to do, not just that it is empty. */
export const NothingConnected = () => (
  <div className="card empty">
    <Sprout size={40} aria-hidden />
    <h2>Nothing is connected yet</h2>
    <p className="soft">
      Ask whoever runs this service to connect your first system, for example Asana. It shows up here by
      itself within seconds, together with the progress of its first import.
    </p>
  </div>
);
