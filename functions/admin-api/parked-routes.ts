import { actOnMany } from '../../shared/application/parked/act-on-many.ts';
import { countCauses } from '../../shared/application/parked/count-causes.ts';
import { unknownItem } from '../../shared/application/parked/deps.ts';
import { dropItem } from '../../shared/application/parked/drop.ts';
import { type EditDeps, editAndRetry } from '../../shared/application/parked/edit-and-retry.ts';
import { listParked } from '../../shared/application/parked/list-parked.ts';
import { retryNow } from '../../shared/application/parked/retry-now.ts';
import type { ParkedItem } from '../../shared/application/ports.ts';
import type { parkedOperations } from '../../shared/contract/parked.ts';
import { paged, refuseCursor } from '../runtime/http/paging.ts';
import { accepted, refuse } from '../runtime/http/refusals.ts';
import type { Routes } from '../runtime/http/serve.ts';
import { given } from './given.ts';
import { type ApiDeps, findIntegration } from './integration-routes.ts';
import { causeView, type Names, parkedDetail, parkedView } from './parked-views.ts';

/** Changes that failed or wait: looked through, tried again, mended, dropped. */
export function parkedRoutes(deps: ApiDeps & EditDeps): Routes<typeof parkedOperations> {
  return {
    async listParked({ query }) {
      const { limit, offset, cursor, integrationId, causeKey, state } = query;
      if (integrationId !== undefined) await findIntegration(deps, integrationId);
      const waits = state === undefined ? undefined : state === 'WAITING';
      const { items, pagination } = await paged(
        { limit, offset, cursor },
        (page) => listParked(deps, given({ integrationId, causeKey, waits }), page),
        (item) => item,
      );
      const names = await namesOf(deps, items);
      return { items: items.map((item) => parkedView(item, names, deps.clock.now())), pagination };
    },
    async countParked({ query }) {
      if (query.integrationId !== undefined) await findIntegration(deps, query.integrationId);
      const { causes, complete } = await countCauses(deps, given(query));
      const examples = causes.map(({ newest }) => newest);
      const names = await namesOf(deps, examples);
      return { causes: causes.map((cause) => causeView(cause, names, deps.clock.now())), complete };
    },
    async actOnParked({ body, caller }) {
      const { act, ids, cause, reason, cursor } = body;
      if (act === 'drop' && reason === undefined) refuse(missing('/reason', 'Say why they are dropped.'));
      if (ids === undefined && cause === undefined) refuse(missing('/ids', 'Give ids, or a cause.'));
      const search = cause && { causeKey: cause.causeKey, ...given({ integrationId: cause.integrationId }) };
      const request = { act, ...given({ ids, search, reason, cursor }) };
      const done = await actOnMany(deps, request, caller.id).catch(refuseCursor('/cursor'));
      return { success: true, ...done, results: done.results.map((result) => ({ ...result })) };
    },
    async getParked({ params }) {
      const item = accepted((await deps.parked.get(params.itemId)) ?? unknownItem(params.itemId));
      const { side, resourceType, recordId } = item.change;
      const record = side === 'local' ? await deps.records.get(resourceType, recordId) : undefined;
      return { item: parkedDetail(item, await namesOf(deps, [item]), deps.clock.now(), record) };
    },
    async retryParked({ params, caller }) {
      accepted(await retryNow(deps, params.itemId, caller.id));
      return { success: true };
    },
    async editParked({ params, body, caller }) {
      const edit = { values: body.values, ...given({ version: body.version }) };
      accepted(await editAndRetry(deps, params.itemId, edit, caller.id));
      return { success: true };
    },
    async dropParked({ params, body, caller }) {
      accepted(await dropItem(deps, params.itemId, body.reason, caller.id));
      return { success: true };
    },
  };
}

const missing = (pointer: string, message: string) => ({
  refused: 'invalid' as const,
  errors: [{ pointer, message }],
});

/** One read for all integrations and one or two for all records. */
async function namesOf(deps: ApiDeps & EditDeps, items: readonly ParkedItem[]): Promise<Names> {
  if (items.length === 0) return { integrations: new Map(), titles: new Map() };
  const theirs = items.filter(({ change }) => change.side === 'external');
  const [all, pairs] = await Promise.all([
    deps.integrations.list({}),
    deps.pairs.summaries(theirs.map(({ change }) => ({ ...change, externalId: change.recordId }))),
  ]);
  const about = items.flatMap(({ change: { side, logId, resourceType: type, recordId } }) => {
    const pair = pairs.find((each) => each.resourceType === type && each.externalId === recordId);
    const id = side === 'local' ? recordId : pair?.internalId;
    return id === undefined ? [] : [{ logId, type, id }];
  });
  const records = about.length === 0 ? [] : await deps.records.getMany(about);
  const titles = about.flatMap(({ logId, type, id }) => {
    const record = records.find((each) => each.resourceType === type && each.id === id);
    const title = record?.fields.title ?? record?.fields.name;
    return typeof title === 'string' ? [[logId, title] as const] : [];
  });
  return { integrations: new Map(all.map(({ id, name }) => [id, name])), titles: new Map(titles) };
}
