import type { Call } from '../../connector-kit/connector.ts';
import { drifted } from '../../connector-kit/faults.ts';
import type { HttpResponse } from '../../connector-kit/http.ts';
import { parseResponse, parseShape } from '../../connector-kit/parse.ts';
import type { ExternalData } from '../../domain/external.ts';
import type { Kind } from './kinds.ts';
import { pathOf } from './rows.ts';
import { composite, type Row, row, type Settings } from './schema.ts';

interface Write {
  readonly method: 'POST' | 'PATCH';
  /** Under `/sobjects`. */
  readonly path: string;
  readonly body: ExternalData;
  /** Of the row, where it is known before. */
  readonly id?: string;
}

/**
 * Writes and reads back within one request, which counts as one: Salesforce answers a write with an id or nothing, and
 * triggers of the org may have changed more. https://developer.salesforce.com/docs/platform/api-rest/guide/resources-composite-composite-post
 */
export const sendWrite = (
  call: Call<Settings>,
  kind: Kind,
  { method, path, body, id }: Write,
  accept: readonly number[] = [],
): Promise<HttpResponse> => {
  const under = (rest: string) => pathOf(call, `/sobjects${rest}`);
  const readBack = `/${kind.object}/${id === undefined ? '@{written.id}' : encodeURIComponent(id)}`;
  return call.send(
    {
      method: 'POST',
      path: pathOf(call, '/composite'),
      body: {
        allOrNone: false,
        compositeRequest: [
          { method, url: under(path), referenceId: 'written', body },
          { method: 'GET', url: under(readBack), referenceId: 'read' },
        ],
      },
    },
    { accept },
  );
};

/** The row that was read back. */
export function writtenRow(response: HttpResponse): Row {
  const what = 'The answer to a write';
  const { compositeResponse } = parseResponse(response, composite, what);
  const read = compositeResponse.find(({ referenceId }) => referenceId === 'read');
  if (read === undefined) throw drifted(what, '/compositeResponse', 'the row that was read back is missing');
  return parseShape(read.body, row, what);
}
