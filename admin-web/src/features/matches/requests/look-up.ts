import { fieldMappingOperations } from '../../../../../shared/contract/field-mappings.ts';
import type { MappingView } from '../../../../../shared/contract/mappings.ts';
import { recordOperations } from '../../../../../shared/contract/records.ts';
import type { Api } from '../../../lib/api.ts';

export type Kind = MappingView['resourceType'];
type Value = MappingView['base'][string]['value'];
export interface Found {
  readonly id: string;
  readonly fields: readonly (readonly [field: string, value: Value])[];
}
export interface Both {
  readonly ours: Found;
  readonly theirs: Found;
}

const filled = (fields: Readonly<Record<string, Value>>) =>
  Object.entries(fields).filter(([, value]) => value !== null && value !== '');

/** A record of ours. Throws what the service says when there is none. */
async function ours(api: Api, resourceType: Kind, id: string): Promise<Found> {
  const { record } = await api(recordOperations.getRecord, { params: { resourceType, id } });
  return { id: record.id, fields: filled(record.fields) };
}

/** A record of the other system as it is there now, in our words. Nothing is written. */
async function theirs(
  api: Api,
  integrationId: string,
  resourceType: Kind,
  externalId: string,
): Promise<Found> {
  const params = { id: integrationId, resourceType };
  const tried = await api(fieldMappingOperations.tryFieldMapping, { params, body: { externalId } });
  return {
    id: tried.externalId,
    fields: filled(Object.fromEntries(tried.rules.map(({ field, after }) => [field, after]))),
  };
}

/** What went wrong with either number, by the side it belongs to. */
export class NotFound extends Error {
  readonly side: 'ours' | 'theirs';
  constructor(side: 'ours' | 'theirs', cause: unknown) {
    super('One of the two was not found.', { cause });
    this.side = side;
  }
}

const of = <Answer>(side: NotFound['side'], asked: Promise<Answer>): Promise<Answer> =>
  asked.catch((error: unknown) => {
    throw new NotFound(side, error);
  });

export const lookUpBoth = async (
  api: Api,
  integrationId: string,
  kind: Kind,
  numbers: { readonly ours: string; readonly theirs: string },
): Promise<Both> => ({
  ours: await of('ours', ours(api, kind, numbers.ours)),
  theirs: await of('theirs', theirs(api, integrationId, kind, numbers.theirs)),
});

/** Kinds of records that the integration has rules for. */
export const kindsOf = async (
  api: Api,
  integrationId: string,
  signal: AbortSignal,
): Promise<readonly Kind[]> => {
  const answer = await api(
    fieldMappingOperations.listFieldMappings,
    { params: { id: integrationId } },
    signal,
  );
  return answer.mappings.map(({ resourceType }) => resourceType);
};
