import type { SimulatedResponse } from '../../../connector-kit/simulator/simulator.ts';
import { batchOf, bodyOf, invalid, listIn, notFound, textIn, wrongVerb } from './answers.ts';
import type { HubSpotChanges } from './changes.ts';
import type { HubSpotState, Item } from './state.ts';

/** So many associations of a record stand in one answer. */
const mostLinks = 500;

/** `POST /crm/associations/{version}/{from}/{to}/batch/read`: a record without any is an error of its own. */
export function readLinks(
  state: HubSpotState,
  body: unknown,
  from: Item['type'],
  to: Item['type'],
): SimulatedResponse {
  const inputs = listIn(bodyOf(body), 'inputs').map(bodyOf);
  if (inputs.length > 1000) return invalid('Batch size must be 1000 or less');
  const [results, errors]: [object[], object[]] = [[], []];
  for (const input of inputs) {
    const [id, after] = [textIn(input, 'id') ?? '', Number(textIn(input, 'after') ?? 0)];
    const all = state.items.get(id)?.type === from ? state.linked(id, to) : [];
    const page = all.slice(after, after + mostLinks);
    if (page.length === 0)
      errors.push({
        ...{ status: 'error', category: 'OBJECT_NOT_FOUND' },
        subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
        message: `No ${to} is associated with ${from} ${id}.`,
        context: { fromObjectId: [id], fromObjectType: [from], toObjectType: [to] },
      });
    else
      results.push({
        from: { id },
        to: page.map((other) => ({
          toObjectId: other,
          associationTypes: [{ category: 'HUBSPOT_DEFINED', typeId: 1, label: null }],
        })),
        ...(all.length > after + mostLinks ? { paging: { next: { after: String(after + mostLinks) } } } : {}),
      });
  }
  return batchOf(results, errors);
}

/** `…/{type}/{id}/associations/default/{to}/{toId}` makes one, `…/associations/{to}/{toId}` takes all of them away. */
export function writeLink(
  state: HubSpotState,
  changes: HubSpotChanges,
  method: string,
  item: Item | undefined,
  [part, ...rest]: readonly string[],
): SimulatedResponse {
  const [type, id] = part === 'default' ? rest : [part, rest[0]];
  const other = state.items.get(id ?? '');
  if (item === undefined || item.archivedAt !== null) return notFound();
  if (other === undefined || other.type !== type || other.archivedAt !== null) return notFound();
  if (method === 'DELETE' && part !== 'default') {
    changes.unlink(item, other);
    return { status: 204 };
  }
  if (method !== 'PUT' || part !== 'default') return wrongVerb();
  changes.link(item, other);
  const spec = { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 1 };
  return batchOf([{ from: { id: item.id }, to: { id: other.id }, associationSpec: spec }], []);
}
