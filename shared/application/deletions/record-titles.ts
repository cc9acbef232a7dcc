import type { DeleteSample } from '../../domain/delete-brake.ts';
import type { PairKey } from '../../domain/integration.ts';
import type { Fields } from '../../domain/values.ts';
import type { PairStore, RecordStore } from '../ports.ts';

type Named = Pick<DeleteSample, 'resourceType' | 'internalId'>;

export const titleKey = ({ resourceType, internalId }: Named): string => `${resourceType} ${internalId}`;

/** What people call these records of ours, as far as they still exist. */
export async function recordTitles(
  records: Pick<RecordStore, 'getMany'>,
  wanted: readonly Named[],
): Promise<ReadonlyMap<string, string>> {
  const keys = [...new Map(wanted.map((item) => [titleKey(item), item])).values()];
  if (keys.length === 0) return new Map();
  const found = await records.getMany(
    keys.map(({ resourceType, internalId }) => ({ type: resourceType, id: internalId })),
  );
  return new Map(
    found.flatMap(({ resourceType, id, fields }) => {
      const title = titleOf(fields);
      return title === undefined ? [] : [[titleKey({ resourceType, internalId: id }), title] as const];
    }),
  );
}

/** What people called records that are gone here: the title that both sides last agreed on. */
export async function agreedTitles(
  pairs: Pick<PairStore, 'byExternalIds'>,
  wanted: readonly PairKey[],
): Promise<ReadonlyMap<string, string>> {
  if (wanted.length === 0) return new Map();
  const found = await pairs.byExternalIds(wanted);
  return new Map(
    found.flatMap((mapping) => {
      const { title, name } = mapping.base;
      const agreed = title?.value ?? name?.value;
      return typeof agreed === 'string' ? [[titleKey(mapping), agreed] as const] : [];
    }),
  );
}

const titleOf = (fields: Fields): string | undefined => {
  const title = fields.title ?? fields.name;
  return typeof title === 'string' ? title : undefined;
};
