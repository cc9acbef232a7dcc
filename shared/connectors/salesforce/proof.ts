import type { Call } from '../../connector-kit/connector.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import { FaultError } from '../../domain/fault.ts';
import { codeIn } from './faults.ts';
import type { Kind } from './kinds.ts';
import { pathOf, query } from './rows.ts';
import { anyFound, type Row, type Settings, userInfo } from './schema.ts';
import { isId, quoted, select } from './soql.ts';

/**
 * What became of a record that Salesforce did not find. A record that our user may not see looks exactly like one that
 * is not there: `gone` only where the recycle bin holds it, or the user sees everything. Throws `not-found` elsewhere.
 */
export async function whatBecame(
  call: Call<Settings>,
  kind: Kind,
  id: string,
  refusal: unknown,
): Promise<Row | 'gone'> {
  if (!isId(id) || codeIn(refusal) === 'ENTITY_IS_DELETED') return 'gone';
  const { rows } = await query(call, kind, select(kind.object, [`Id = ${quoted(id)}`], { limit: 1 }), 'all');
  const [row] = rows;
  if (row !== undefined) return row.IsDeleted ? 'gone' : row;
  if (await seesEverything(call)) return 'gone';
  throw new FaultError({
    kind: 'not-found',
    message:
      'Salesforce does not show this record: it was purged, or the sync’s user may not see it any more. ' +
      'With the permission “View All Data” the two can be told apart.',
    httpStatus: 404,
  });
}

export const userInfoPath = '/services/oauth2/userinfo';

/** https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_permissionset.htm */
async function seesEverything(call: Call<Settings>): Promise<boolean> {
  const response = await call.send({ method: 'GET', path: userInfoPath }, { accept: [403] });
  if (response.status === 403) return false;
  const { user_id } = parseResponse(response, userInfo, 'The user');
  const soql =
    `SELECT Id FROM PermissionSetAssignment WHERE AssigneeId = ${quoted(user_id)} ` +
    'AND PermissionSet.PermissionsViewAllData = true LIMIT 1';
  const answer = await call.send(
    { method: 'GET', path: pathOf(call, '/query'), query: { q: soql } },
    { accept: [400, 403] },
  );
  if (answer.status >= 400) return false;
  return parseResponse(answer, anyFound, 'The permissions').records.length > 0;
}
