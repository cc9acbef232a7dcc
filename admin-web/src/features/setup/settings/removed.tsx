import { Link } from '@tanstack/react-router';
import { CircleAlert, Leaf } from 'lucide-react';
import { PageHeading } from '../../../components/page-heading.tsx';
import { counted } from '../../../lib/words.ts';
import type { Gone } from './gone.ts';

/** After an integration was removed: what went, and what somebody should still do. */
export const Removed = ({ gone: { name, pairs, conflicts, warnings } }: { readonly gone: Gone }) => (
  <>
    {warnings.map((warning) => (
      <div key={warning} className="note warn">
        <CircleAlert aria-hidden />
        <p className="grow">{warning}</p>
      </div>
    ))}
    <div className="card empty">
      <Leaf size={40} aria-hidden />
      <PageHeading title={`${name} is removed`} />
      <p>
        {counted(pairs, 'pair')} of records parted and {counted(conflicts, 'open decision')} went with it. All
        records are where they were, and the log still tells what happened.
      </p>
      <Link className="button main" to="/integrations">
        All integrations
      </Link>
    </div>
  </>
);
