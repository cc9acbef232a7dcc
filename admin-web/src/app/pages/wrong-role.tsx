import { LogOut, UserRoundX } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { neededRoles } from '../../lib/glossary.ts';
import { useSession } from '../../lib/session.ts';

/** Signed in, but not allowed in: which role it takes, and how to come back as somebody else. */
export function WrongRole() {
  const { auth } = useSession();
  return (
    <div className="card empty">
      <UserRoundX size={40} aria-hidden />
      <PageHeading title="Your role does not open this page" />
      <p>
        You are signed in as <strong>{auth.name}</strong>. The dashboard is for people with the role{' '}
        {neededRoles.map((role, at) => (
          <span key={role}>
            {at > 0 && ' or '}
            <strong>{role}</strong>
          </span>
        ))}
        . If you should have it, ask a board chair to give it to you, then sign in again.
      </p>
      <Button look="main" onPress={() => void auth.signInAgain('somebody-else')}>
        <LogOut size={17} aria-hidden />
        Sign in as somebody else
      </Button>
    </div>
  );
}
