import { Link, Outlet } from '@tanstack/react-router';
import { Leaf, LogOut, Moon, Sun } from 'lucide-react';
import { Button } from '../components/button.tsx';
import { useSession } from '../lib/session.ts';
import { chooseTheme, useTheme } from '../lib/theme.ts';
import { MainNavigation } from './main-navigation.tsx';

/** What surrounds every page: where one is, who is signed in, light or dark. */
export function Shell() {
  const { auth } = useSession();
  return (
    <>
      <a className="skip" href="#content">
        Skip to the content
      </a>
      <header className="bar">
        <div className="width">
          <Link to="/integrations" className="brand" activeProps={{ 'aria-current': undefined }}>
            <Leaf size={22} aria-hidden />
            BritePool
          </Link>
          <MainNavigation />
          <div className="person">
            <span className="soft small">
              <span className="hidden">Signed in as </span>
              {auth.name}
            </span>
            <Button look="icon" aria-label="Sign out" onPress={() => void auth.signOut()}>
              <LogOut size={18} aria-hidden />
            </Button>
            <ThemeButton />
          </div>
        </div>
      </header>
      <main id="content" className="width" tabIndex={-1}>
        <Outlet />
      </main>
      <footer className="foot width">
        <Link to="/guide">Guide to this dashboard</Link>
      </footer>
    </>
  );
}

function ThemeButton() {
  const other = useTheme() === 'dark' ? 'light' : 'dark';
  const Icon = other === 'light' ? Sun : Moon;
  return (
    <Button look="icon" aria-label={`Use ${other} colours`} onPress={() => chooseTheme(other)}>
      <Icon size={18} aria-hidden />
    </Button>
  );
}
