import './styles/main.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Dashboard } from './app/dashboard.tsx';
import { NotOpened } from './app/not-opened.tsx';
import { createApi } from './lib/api.ts';
import { signIn } from './lib/auth.ts';
import { loadConfig } from './lib/config.ts';
import { applyTheme } from './lib/theme.ts';

async function open() {
  const config = await loadConfig();
  const auth = await signIn(config);
  const session = {
    auth,
    api: createApi(config.apiBaseUrl, auth.accessToken),
    apiBaseUrl: config.apiBaseUrl,
  };
  return <Dashboard session={session} />;
}

applyTheme();
const place = document.getElementById('root');
if (place !== null) {
  const page = await open().catch(() => <NotOpened />);
  // From here on every page brings its own title.
  document.querySelector('title')?.remove();
  createRoot(place).render(<StrictMode>{page}</StrictMode>);
}
