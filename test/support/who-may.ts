/** A call of the API, and who may make it. */
export interface Permitted {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
  readonly allowed: readonly string[];
}

const admins = ['WEB_STEWARD', 'BOARD_CHAIR'];
const readers = [...admins, 'PLATFORM'];
export const everybody = ['WEB_STEWARD', 'BOARD_CHAIR', 'PLATFORM', 'MEMBER'];

/** Who may do what, as the design says it. */
export const routes: readonly Permitted[] = [
  { method: 'POST', path: '/api/admin/integrations', allowed: admins, body: '{}' },
  { method: 'POST', path: '/api/admin/integrations/check', allowed: admins, body: '{}' },
  { method: 'GET', path: '/api/admin/integrations', allowed: admins },
  { method: 'GET', path: '/api/admin/integrations/int_1', allowed: admins },
  { method: 'PUT', path: '/api/admin/integrations/int_1', allowed: admins, body: '{}' },
  { method: 'DELETE', path: '/api/admin/integrations/int_1', allowed: admins },
  { method: 'GET', path: '/api/admin/integrations/int_1/test', allowed: admins },
  { method: 'POST', path: '/api/admin/integrations/int_1/sync', allowed: admins, body: '{}' },
  { method: 'GET', path: '/api/admin/integrations/int_1/logs', allowed: admins },
  { method: 'GET', path: '/api/admin/logs', allowed: admins },
  { method: 'GET', path: '/api/admin/logs/log_1', allowed: admins },
  { method: 'GET', path: '/api/admin/logs.csv', allowed: admins },
  { method: 'GET', path: '/api/admin/integrations/conflicts.csv', allowed: admins },
  { method: 'GET', path: '/api/admin/audit.csv', allowed: admins },
  { method: 'GET', path: '/api/admin/integrations/int_1/jobs', allowed: admins },
  { method: 'GET', path: '/api/admin/jobs', allowed: admins },
  { method: 'GET', path: '/api/admin/jobs/job_1', allowed: admins },
  { method: 'POST', path: '/api/admin/jobs/job_1/cancel', allowed: admins },
  { method: 'GET', path: '/api/admin/integrations/int_1/mappings', allowed: admins },
  {
    ...{ method: 'POST', path: '/api/admin/integrations/int_1/mappings/resume', allowed: admins },
    body: '{"resourceType":"TASK","internalId":"task-1"}',
  },
  { method: 'GET', path: '/api/admin/integrations/int_1/mappings/task/task-1', allowed: admins },
  ...['unlink', 'exclude', 'include'].map((act) => ({
    ...{ method: 'POST', path: `/api/admin/integrations/int_1/mappings/${act}`, allowed: admins },
    body: '{"resourceType":"TASK","internalId":"task-1","reason":"Wrong one"}',
  })),
  {
    ...{ method: 'POST', path: '/api/admin/integrations/int_1/mappings/relink', allowed: admins },
    body: '{"resourceType":"TASK","internalId":"task-1","externalId":"77","reason":"Same task"}',
  },
  { method: 'GET', path: '/api/admin/integrations/conflicts', allowed: admins },
  { method: 'GET', path: '/api/admin/integrations/conflicts/conf_1', allowed: admins },
  {
    ...{ method: 'POST', path: '/api/admin/integrations/conflicts/conf_1/resolve', allowed: admins },
    body: '{"strategy":"LOCAL_WINS"}',
  },
  {
    ...{ method: 'POST', path: '/api/admin/integrations/conflicts/resolve', allowed: admins },
    body: '{"choice":"LOCAL_WINS"}',
  },
  {
    ...{ method: 'POST', path: '/api/admin/integrations/conflicts/conf_1/ignore', allowed: admins },
    body: '{}',
  },
  {
    ...{ method: 'POST', path: '/api/admin/integrations/conflicts/conf_1/take-up', allowed: admins },
    body: '{}',
  },
  { method: 'GET', path: '/api/records/participation/overlaps', allowed: readers },
  { method: 'GET', path: '/api/admin/parked', allowed: admins },
  { method: 'GET', path: '/api/admin/parked/causes', allowed: admins },
  { method: 'POST', path: '/api/admin/parked/many', allowed: admins, body: '{"act":"retry","ids":[]}' },
  { method: 'GET', path: '/api/admin/parked/item_1', allowed: admins },
  { method: 'POST', path: '/api/admin/parked/item_1/retry', allowed: admins, body: '{}' },
  { method: 'POST', path: '/api/admin/parked/item_1/edit', allowed: admins, body: '{"values":{}}' },
  { method: 'POST', path: '/api/admin/parked/item_1/drop', allowed: admins, body: '{"reason":"old"}' },
  { method: 'GET', path: '/api/admin/system/maintenance', allowed: admins },
  { method: 'PUT', path: '/api/admin/system/maintenance', allowed: admins, body: '{"on":false}' },
  { method: 'GET', path: '/api/admin/approvals', allowed: admins },
  { method: 'GET', path: '/api/admin/approvals/del_1', allowed: admins },
  { method: 'POST', path: '/api/admin/approvals/del_1/approve', allowed: admins, body: '{}' },
  { method: 'POST', path: '/api/admin/approvals/del_1/reject', allowed: admins, body: '{}' },
  { method: 'GET', path: '/api/admin/integrations/int_1/field-mappings', allowed: admins },
  { method: 'GET', path: '/api/admin/integrations/int_1/field-mappings/task', allowed: admins },
  { method: 'GET', path: '/api/admin/integrations/int_1/field-mappings/task/versions', allowed: admins },
  { method: 'PUT', path: '/api/admin/integrations/int_1/field-mappings/task', allowed: admins, body: '{}' },
  {
    method: 'POST',
    path: '/api/admin/integrations/int_1/field-mappings/task/restore',
    allowed: admins,
    body: '{}',
  },
  {
    method: 'POST',
    path: '/api/admin/integrations/int_1/field-mappings/task/check',
    allowed: admins,
    body: '{}',
  },
  {
    method: 'POST',
    path: '/api/admin/integrations/int_1/field-mappings/task/try',
    allowed: admins,
    body: '{}',
  },
  { method: 'POST', path: '/api/admin/integrations/int_1/first-sync/preview', allowed: admins, body: '{}' },
  { method: 'GET', path: '/api/admin/integrations/int_1/reviews', allowed: admins },
  {
    ...{ method: 'POST', path: '/api/admin/integrations/int_1/reviews/review_1/decide', allowed: admins },
    body: '{"act":"skip"}',
  },
  { method: 'POST', path: '/api/admin/jobs/job_1/pause', allowed: admins },
  { method: 'POST', path: '/api/admin/jobs/job_1/resume', allowed: admins },
  {
    ...{ method: 'POST', path: '/api/admin/connections', allowed: admins },
    body: '{"type":"ASANA","baseUrl":"https://app.asana.com/api/1.0","credentials":{}}',
  },
  { method: 'POST', path: '/api/admin/integrations/int_1/connect', allowed: admins, body: '{}' },
  {
    ...{ method: 'PUT', path: '/api/admin/integrations/int_1/credentials', allowed: admins },
    body: '{"credentials":{"token":"t"}}',
  },
  {
    ...{ method: 'POST', path: '/api/admin/connectors/ASANA/choices', allowed: admins },
    body: '{"baseUrl":"http://127.0.0.1:9/api","authType":"BEARER_TOKEN","field":"workspaceGid"}',
  },
  {
    ...{ method: 'POST', path: '/api/admin/integrations/int_1/choices', allowed: admins },
    body: '{"field":"workspaceGid"}',
  },
  { method: 'GET', path: '/api/admin/integrations/int_1/streams/tasks/fields', allowed: admins },
  {
    ...{ method: 'POST', path: '/api/admin/integrations/int_1/webhook-secret/rotate', allowed: admins },
    body: '{}',
  },
  { method: 'GET', path: '/api/admin/connectors', allowed: admins },
  { method: 'GET', path: '/api/admin/audit', allowed: admins },
  { method: 'GET', path: '/api/admin/alerts', allowed: admins },
  { method: 'POST', path: '/api/admin/integrations/int_1/alerts/alert_1/acknowledge', allowed: admins },
  { method: 'GET', path: '/api/admin/records/task/task_1/story', allowed: admins },
  { method: 'GET', path: '/api/admin/integrations/int_1/quota', allowed: admins },
  {
    ...{ method: 'POST', path: '/api/admin/integrations/int_1/alerts/alert_1/mute', allowed: admins },
    body: '{"until":"2026-03-02T10:00:00.000Z"}',
  },
  { method: 'POST', path: '/api/admin/integrations/int_1/alerts/alert_1/unmute', allowed: admins },
  { method: 'GET', path: '/api/admin/alert-rules', allowed: admins },
  { method: 'PUT', path: '/api/admin/alert-rules', allowed: admins, body: '{"rules":[]}' },
  { method: 'GET', path: '/api/admin/alert-rules/sync-lag', allowed: admins },
  { method: 'PUT', path: '/api/admin/alert-rules/sync-lag', allowed: admins, body: '{}' },
  { method: 'GET', path: '/api/admin/channels', allowed: admins },
  { method: 'PUT', path: '/api/admin/channels', allowed: admins, body: '{}' },
  { method: 'POST', path: '/api/admin/channels/test', allowed: admins, body: '{"channel":"email"}' },
  { method: 'GET', path: '/api/admin/integrations/int_1/health', allowed: admins },
  { method: 'GET', path: '/api/admin/integrations/int_1/drift', allowed: admins },
  { method: 'POST', path: '/api/admin/integrations/int_1/drift/check', allowed: admins },
  { method: 'GET', path: '/api/admin/integrations/int_1/ledger', allowed: admins },
  { method: 'GET', path: '/api/admin/integrations/int_1/metrics', allowed: admins },
  { method: 'GET', path: '/api/admin/metrics', allowed: admins },
  { method: 'GET', path: '/api/admin/system/status', allowed: admins },
  { method: 'GET', path: '/api/records/task', allowed: readers },
  { method: 'GET', path: '/api/records/task/t-1', allowed: readers },
  { method: 'PUT', path: '/api/records/task/t-1', allowed: ['PLATFORM'], body: '{"fields":{"title":"A"}}' },
  { method: 'DELETE', path: '/api/records/task/t-1', allowed: ['PLATFORM'] },
];
