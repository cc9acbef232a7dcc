import type { LogView } from '../../../shared/contract/activity.ts';
import type { IntegrationView } from '../../../shared/contract/integrations.ts';
import type { JobView } from '../../../shared/contract/jobs.ts';
import { systemNames } from '../../../shared/domain/integration-types.ts';

// Every word of the service that people read here, in one place. No term of the trade without its plain twin.

export type Tone = 'good' | 'warn' | 'bad' | 'calm';
export interface Word {
  readonly text: string;
  readonly tone: Tone;
}

export type Standing = 'stopped' | 'struggling' | 'to-decide' | 'importing' | 'healthy' | 'paused' | 'off';

export const standingWord: { readonly [standing in Standing]: Word } = {
  stopped: { text: 'Stopped', tone: 'bad' },
  struggling: { text: 'Struggling', tone: 'warn' },
  'to-decide': { text: 'Needs a decision', tone: 'warn' },
  importing: { text: 'First import', tone: 'good' },
  healthy: { text: 'Healthy', tone: 'good' },
  paused: { text: 'Paused', tone: 'calm' },
  off: { text: 'Switched off', tone: 'calm' },
};

export const healthWord: { readonly [status in NonNullable<IntegrationView['health']>['status']]: Word } = {
  HEALTHY: { text: 'Healthy', tone: 'good' },
  DEGRADED: { text: 'Struggling', tone: 'warn' },
  UNHEALTHY: { text: 'Not well', tone: 'bad' },
};

const names: { readonly [type: string]: string } = { ...systemNames, GENERIC_REST: 'Another system' };
/** What people call a system; one that is not known any more goes by its type. */
export const systemName = (type: IntegrationView['type']): string =>
  Object.hasOwn(names, type) ? (names[type] ?? type) : type;

/** What to call the other side in a sentence: the system, or the integration's own name for one of many. */
export const otherSide = ({ type, name }: Pick<IntegrationView, 'type' | 'name'>): string =>
  type === 'GENERIC_REST' ? name : systemName(type);

export const rhythmWord: { readonly [rhythm in IntegrationView['syncFrequency']]: string } = {
  REALTIME: 'At once',
  EVERY_15MIN: 'Every 15 minutes',
  HOURLY: 'Every hour',
  DAILY: 'Once a day',
  WEEKLY: 'Once a week',
  MANUAL: 'Only by hand',
};

export const directionWord = (direction: IntegrationView['syncDirection'], other: string): string =>
  ({
    BIDIRECTIONAL: `Both ways between ${other} and BritePool`,
    EXTERNAL_TO_BRITEPOOL: `From ${other} into BritePool`,
    BRITEPOOL_TO_EXTERNAL: `From BritePool into ${other}`,
  })[direction];

export const dataWord: { readonly [type in IntegrationView['dataTypes'][number]]: string } = {
  TASKS: 'tasks',
  MEMBERS: 'members',
  PARTICIPATION_LOGS: 'participation logs',
  EVENTS: 'events',
  COMMITTEES: 'committees',
};

export const clashWord: { readonly [strategy in IntegrationView['conflictStrategy']]: string } = {
  LATEST_WINS: 'The newer edit wins',
  EXTERNAL_WINS: 'The other system wins',
  LOCAL_WINS: 'BritePool wins',
  MANUAL_REVIEW: 'Somebody decides',
  CUSTOM_MERGE: 'A rule for each field',
};

export const recordWord: { readonly [type in LogView['resourceType']]: string } = {
  TASK: 'task',
  MEMBER: 'member',
  PARTICIPATION_LOG: 'participation log',
  EVENT: 'event',
  COMMITTEE: 'committee',
  COMMITTEE_MEMBER: 'committee member',
};

export const resultWord: { readonly [status in LogView['status']]: Word } = {
  SUCCESS: { text: 'Done', tone: 'good' },
  PARTIAL_SUCCESS: { text: 'Partly done', tone: 'warn' },
  FAILED: { text: 'Failed', tone: 'bad' },
  CONFLICT_PENDING: { text: 'Waiting for you', tone: 'warn' },
  CONFLICT_RESOLVED: { text: 'Settled', tone: 'good' },
};

/** Outcomes that left everything as it was. */
const idle: readonly LogView['outcome'][] = ['unchanged', 'echo', 'duplicate', 'superseded'];

/** How an entry ended: what went well but changed nothing is told apart from what was done. */
export const endWord = ({ status, outcome }: Pick<LogView, 'status' | 'outcome'>): Word =>
  status === 'SUCCESS' && idle.includes(outcome)
    ? { text: 'Nothing to do', tone: 'calm' }
    : resultWord[status];

export const actWord: { readonly [operation in LogView['operation']]: string } = {
  CREATE: 'Added',
  UPDATE: 'Changed',
  DELETE: 'Removed',
  BULK_SYNC: 'Many at once',
  WEBHOOK_RECEIVED: 'News arrived',
};

export const causeWord = (cause: LogView['cause'], other: string): string =>
  ({
    webhook: `${other} told us`,
    poll: 'found by the regular check',
    edit: 'edited in BritePool',
    retry: 'another try',
    manual: 'run by hand',
  })[cause];

export const runWord: { readonly [type in JobView['jobType']]: string } = {
  INITIAL_IMPORT: 'First import',
  SCHEDULED_SYNC: 'Regular check',
  MANUAL_SYNC: 'Run by hand',
  WEBHOOK_BATCH: 'Catching up on news',
  RETRY: 'Another try',
};

export const runResult: { readonly [status in JobView['status']]: Word } = {
  PENDING: { text: 'About to start', tone: 'calm' },
  RUNNING: { text: 'Running', tone: 'good' },
  COMPLETED: { text: 'Done', tone: 'good' },
  FAILED: { text: 'Failed', tone: 'bad' },
  CANCELLED: { text: 'Stopped by hand', tone: 'calm' },
};

const roleWord: Readonly<Record<string, string>> = {
  WEB_STEWARD: 'web steward',
  BOARD_CHAIR: 'board chair',
};
/** The roles that open this dashboard. */
export const neededRoles = Object.values(roleWord);
