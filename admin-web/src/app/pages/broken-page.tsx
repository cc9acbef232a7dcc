import type { ErrorComponentProps } from '@tanstack/react-router';
import { PageHeading } from '../../components/page-heading.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import { lacksRole } from '../../lib/problems.ts';
import { WrongRole } from './wrong-role.tsx';

/** What stands in place of a page that could not be shown. */
export function BrokenPage({ error, reset }: ErrorComponentProps) {
  if (lacksRole(error)) return <WrongRole />;
  return (
    <>
      <PageHeading title="This page could not be shown" />
      <TroubleNote error={error} onRetry={reset} />
    </>
  );
}
