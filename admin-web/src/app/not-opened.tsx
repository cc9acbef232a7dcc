import { Leaf } from 'lucide-react';
import { Button } from '../components/button.tsx';

/** The dashboard could not even begin: no settings, or no answer from the sign-in. */
export const NotOpened = () => (
  <main className="width opening">
    <title>BritePool Integrations</title>
    <div className="card empty">
      <Leaf size={40} aria-hidden />
      <h1>The dashboard could not be opened</h1>
      <p role="alert">
        The sign-in or the settings of this page did not answer. Check your connection and try again; if it
        stays like this, tell whoever runs this service.
      </p>
      <Button look="main" onPress={() => window.location.assign('/')}>
        Try again
      </Button>
    </div>
  </main>
);
