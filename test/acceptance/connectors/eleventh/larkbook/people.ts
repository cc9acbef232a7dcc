import type { Call, StreamOperations } from '../../connector-kit/connector.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import type { ExternalPage, ExternalRecord, ReadWindow } from '../../domain/external.ts';
import { manifest } from './manifest.ts';
import { isGone } from './refusals.ts';
import { type Person, peoplePage, person, type Settings } from './schema.ts';
import { askedAfter, instantOf } from './times.ts';

const toRecord = (data: Person): ExternalRecord => ({
  id: data.id,
  data,
  updatedAt: instantOf(data.changed),
});

async function list(call: Call<Settings>, { since, cursor }: ReadWindow): Promise<ExternalPage> {
  const response = await call.send({
    method: 'GET',
    path: 'people',
    query: {
      per: manifest.limits.pageSize,
      changed_after: askedAfter(since),
      token: cursor ?? undefined,
    },
  });
  const page = parseResponse(response, peoplePage, 'The list of people');
  return { records: page.people.map(toRecord), deletedIds: [], next: page.token };
}

/** People are never removed and a key sees all of them: `no_such_person` proves that there is no such person. */
async function get(call: Call<Settings>, id: string): Promise<ExternalRecord | 'gone'> {
  const path = `people/${encodeURIComponent(id)}`;
  const response = await call.send({ method: 'GET', path }, { accept: [404] });
  return isGone(response) ? 'gone' : toRecord(parseResponse(response, person, 'The person'));
}

export const people: StreamOperations<Settings> = { list, get };
