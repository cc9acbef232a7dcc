import type { DeleteSample } from '../../domain/delete-brake.ts';
import type { RecordStore } from '../ports.ts';

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
      const title = fields.title ?? fields.name;
      return typeof title === 'string' ? [[titleKey({ resourceType, internalId: id }), title] as const] : [];
    }),
  );
}
