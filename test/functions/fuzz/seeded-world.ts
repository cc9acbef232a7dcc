import type { HttpClient } from '../../../shared/connector-kit/http.ts';
import { aDriftResult, aDriftRound } from '../../contract/support/drift-samples.ts';
import { aLedgerHour } from '../../contract/support/ledger-samples.ts';
import { aLone, aWord } from '../../contract/support/lone-samples.ts';
import {
  aChange,
  aConflict,
  aFieldMappingSet,
  aJob,
  aLog,
  aMapping,
  anAlert,
  anApproval,
  anAuditEntry,
  anIntegration,
  aParkedItem,
  aRecord,
  aReview,
} from '../../contract/support/samples.ts';
import type { Pools } from '../../support/openapi/arbitrary.ts';
import { apiWorld } from '../api-world.ts';
import { integration as garden } from '../webhook-world.ts';

const integrationId = 'int-1';
/** An entry's id is its address. */
const logId = 'log~int-1~0mm7kwn40~entry-1';

/** A vendor that has everything it is asked for: lists are empty, a record has the id of its address. */
const vendor: HttpClient = {
  async send({ url, headers }) {
    if (headers['x-api-key'] === 'wrong') return { status: 401, headers: {}, text: '{}', url: url.href };
    const [, id] = /\/tasks\/([^/?]+)/.exec(url.pathname) ?? [];
    const rest = id === undefined ? [] : { id: decodeURIComponent(id), name: 'Plant limes' };
    const text = JSON.stringify(url.hostname === 'app.asana.com' ? { data: [] } : rest);
    return { status: 200, headers: {}, text, url: url.href };
  },
};

const mine = { integrationId };

/** A world that holds one of everything that the API can name, always the same. */
export async function seededWorld() {
  const world = apiWorld(vendor);
  const { memory } = world;
  const put = <Item extends { readonly id: string }>(map: Map<string, Item>, ...items: readonly Item[]) => {
    for (const item of items) map.set(item.id, item);
  };
  const rest = { type: 'GENERIC_REST' as const, authType: 'API_KEY' as const, settings: garden.settings };
  put(
    memory.integrations,
    anIntegration({ id: 'int-1', name: 'Garden system', baseUrl: garden.baseUrl, ...rest }),
    anIntegration({ id: 'int-2', name: 'Library', status: 'PAUSED', baseUrl: garden.baseUrl, ...rest }),
    anIntegration({ id: 'int-3', name: 'Asana', authType: 'OAUTH2' }),
  );
  for (const id of memory.integrations.keys()) await world.secrets.saveCredentials(id, { apiKey: 'key' });
  for (const type of ['TASK', 'MEMBER', 'PARTICIPATION_LOG', 'EVENT', 'COMMITTEE'] as const)
    for (const id of ['record-1', 'record-2'])
      memory.records.set(JSON.stringify([type, id]), aRecord(type, { id, title: 'Plant oaks' }));
  // Nobody's yet: these can be paired by hand.
  for (const id of ['record-3', 'record-4'])
    memory.records.set(JSON.stringify(['TASK', id]), aRecord('TASK', { id, title: 'Plant figs' }));
  put(
    memory.conflicts,
    aConflict({ ...mine, id: 'conf-1', resourceId: 'record-1', externalId: 'x-1' }),
    aConflict({ ...mine, id: 'conf-2', resourceId: 'record-2', externalId: 'x-2', status: 'IGNORED' }),
  );
  for (const n of ['1', '2']) {
    const pair = { ...mine, id: `map-${n}`, internalId: `record-${n}`, externalId: `x-${n}` };
    memory.mappings.set(
      JSON.stringify([integrationId, 'TASK', `x-${n}`]),
      aMapping({ ...pair, conflictId: `conf-${n}` }),
    );
    memory.pointers.set(JSON.stringify([integrationId, 'TASK', `record-${n}`]), `x-${n}`);
  }
  const word = aWord();
  for (const lone of [
    aLone({ ...mine, recordId: 'x-3', leftAlone: word }),
    aLone({ ...mine, side: 'local', resourceType: 'EVENT', recordId: 'record-1', leftAlone: word }),
  ])
    await world.pairs.setAside(lone, anAuditEntry({ id: `audit-${lone.recordId}` }));
  put(memory.deleteApprovals, anApproval({ ...mine, id: 'approval-1' }));
  put(memory.reviews, aReview({ ...mine, id: 'review-1', candidates: ['record-1', 'record-2'] }));
  put(
    memory.jobs,
    aJob(integrationId, { id: 'job-1' }),
    aJob(integrationId, { id: 'job-2', status: 'PENDING' }),
    aJob(integrationId, { id: 'job-3', status: 'COMPLETED', completedAt: '2026-03-01T10:05:00.000Z' }),
  );
  put(memory.logs, { ...aLog(integrationId, { resourceId: 'record-1' }), id: logId });
  const ours = aChange({ ...mine, recordId: 'record-1', side: 'local', logId });
  put(
    memory.parked,
    aParkedItem({ ...mine, id: 'parked-1', change: ours }),
    aParkedItem({ ...mine, id: 'parked-2', held: true, tries: 0, attempts: [] }),
  );
  await world.deps.ledger.putHours([aLedgerHour(integrationId)]);
  await world.deps.alerts.put(anAlert({ ...mine, id: 'alert-1' }));
  await world.deps.drift.put(aDriftRound(integrationId, { endedAt: '2026-03-01T10:00:00.000Z' }));
  await world.deps.drift.keep(aDriftResult(integrationId, '2026-03-01T09:00:00.000Z'));
  put(memory.audit, anAuditEntry());
  memory.fieldMappings.set(JSON.stringify([integrationId, 'TASK', 1]), aFieldMappingSet(mine));
  return world;
}

const named: Pools = {
  integrationId: ['int-1', 'int-2', 'int-3'],
  conflictId: ['conf-1', 'conf-2'],
  approvalId: ['approval-1'],
  reviewId: ['review-1'],
  jobId: ['job-1', 'job-2', 'job-3'],
  logId: [logId],
  alertId: ['alert-1'],
  ruleId: ['error-rate', 'outage'],
  itemId: ['parked-1', 'parked-2'],
  ids: ['conf-1', 'conf-2', 'parked-1', 'parked-2'],
  resourceType: ['task', 'TASK', 'task', 'member', 'event'],
  type: ['GENERIC_REST', 'ASANA', 'HARVEST'],
  stream: ['tasks', 'users'],
  internalId: ['record-1', 'record-2', 'record-3', 'record-4'],
  externalId: ['x-1', 'x-2', 'x-3', 'x-4'],
  memberId: ['record-1'],
  field: ['workspaceGid', 'projectGids'],
  baseUrl: ['https://rest.example.org'],
  timeZone: ['Europe/Berlin'],
  keys: [
    'title',
    'description',
    'status',
    'tags',
    'dueDate',
    'email',
    'name',
    'apiKey',
    'streams',
    '__proto__',
  ],
};

/** What of the world can be named in a request to that path, by the name of a parameter or property. */
export const poolsFor = (path: string): Pools => ({
  ...named,
  'Idempotency-Key': ['one-1', '"two-2"'],
  id: path.includes('/records') ? ['record-1', 'record-2'] : ['int-1', 'int-1', 'int-2', 'int-3'],
});
