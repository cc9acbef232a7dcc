import { Link } from '@tanstack/react-router';
import { DataTable } from '../../../components/data-table.tsx';
import { Disclosure } from '../../../components/disclosure.tsx';
import { Tag } from '../../../components/tag.tsx';
import { recordWord } from '../../../lib/glossary.ts';
import { fieldLabel } from '../../../lib/show-value.ts';
import { capital, counted, sentence } from '../../../lib/words.ts';
import type { DriftView } from '../requests/drift.ts';
import { reasonWord } from './drift-words.ts';

type Difference = DriftView['differences'][number];

/** Fields that differ, the gravest first, each with its reason and the page of its record. */
export const Differences = ({ differences }: { readonly differences: readonly Difference[] }) =>
  differences.length === 0 ? null : (
    <Disclosure title={`Show ${counted(differences.length, 'difference')}`}>
      <DataTable
        label="What differs"
        items={differences}
        keyOf={({ resourceType, internalId, field }) => `${resourceType}/${internalId}/${field}`}
        columns={[
          { title: 'Record', of: (each) => <Named difference={each} />, isName: true },
          { title: 'Field', of: ({ resourceType, field }) => fieldLabel(resourceType, field) },
          {
            title: 'Why',
            of: ({ reason, because }) => (
              <>
                <Tag word={reasonWord[reason]} />
                <p className="small soft">{sentence(because)}</p>
              </>
            ),
          },
        ]}
      />
    </Disclosure>
  );

const Named = ({ difference }: { readonly difference: Difference }) => {
  const { resourceType, internalId, title } = difference;
  return (
    <Link to="/records/$type/$id" params={{ type: resourceType.toLowerCase(), id: internalId }}>
      {title ?? `${capital(recordWord[resourceType])} ${internalId}`}
    </Link>
  );
};
