import { clashWord, rhythmWord } from '../../lib/glossary.ts';
import { listWords } from '../../lib/words.ts';
import type { Entry } from './requests/list-audit.ts';

/** Which acts one can ask for, by how their names begin. */
export const actKinds = [
  ['integration.', 'Integrations'],
  ['connection.', 'Signing in at a system'],
  ['conflict.', 'Decisions: both sides changed'],
  ['match.', 'Decisions: which is which'],
  ['deletions.', 'Decisions: deletions'],
  ['parked.', 'What was set aside'],
  ['pair.', 'Matches'],
  ['record.', 'Left out or taken up again'],
  ['field-mapping.', 'Fields'],
  ['webhook', 'How we hear of changes'],
  ['job.', 'Runs'],
  ['alert', 'Alerts and their rules'],
  ['channels.', 'Where alerts go'],
  ['logs.', 'The log taken along'],
  ['conflicts.', 'Decisions taken along'],
  ['audit.', 'This history taken along'],
  ['system.', 'Maintenance'],
] as const;

const acts: Readonly<Record<string, string>> = {
  'integration.created': 'connected',
  'integration.deleted': 'disconnected',
  'integration.updated': 'changed the settings of',
  'integration.signed-in': 'signed in again for',
  'integration.sync-started': 'started a run of',
  'connection.authorized': 'allowed access at the other system',
  'field-mapping.saved': 'changed which field belongs to which',
  'webhook-secret.rotated': 'made a new secret for news',
  'webhooks.registered': 'arranged anew to hear of changes',
  'conflict.resolved': 'decided between two values',
  'conflict.ignored': 'put a decision aside',
  'conflict.taken-up': 'took a decision up again',
  'match.decided': 'decided which is which',
  'deletions.approved': 'let deletions go through',
  'deletions.rejected': 'kept records that were to be deleted',
  'pair.unlinked': 'unlinked two records',
  'pair.relinked': 'matched two records by hand',
  'pair.excluded': 'left a match out',
  'pair.included': 'let a match take part again',
  'pair.resumed': 'let a match go on',
  'record.excluded': 'left a record out',
  'record.included': 'let a record take part again',
  'parked.retried': 'tried a change again',
  'parked.many-retried': 'tried many changes again',
  'parked.edited': 'mended what made a change fail',
  'parked.dropped': 'dropped a change',
  'parked.many-dropped': 'dropped many changes',
  'job.cancelled': 'stopped a run',
  'alert.acknowledged': 'took on an alert',
  'alert.muted': 'muted an alert',
  'alert.unmuted': 'let an alert speak again',
  'alert-rules.changed': 'changed the rules of alerts',
  'channels.changed': 'changed where alerts go',
  'logs.exported': 'took the log along as a file',
  'conflicts.exported': 'took decisions along as a file',
  'audit.exported': 'took this history along as a file',
  'system.maintenance': 'switched maintenance',
};

const services = ['guardian', 'system', 'scheduler'];
/** Who did it, for people: what no person did was done by the service. */
export const whoWord = (actor: string): string => (services.includes(actor) ? 'The service' : actor);

/** "connected Garden team": what was done, and to what where that has a name. */
export function actWords({ action, subject }: Entry, nameOf: (id: string) => string | undefined): string {
  const act = acts[action] ?? `did “${action}”`;
  const name = nameOf(subject);
  if (action.startsWith('integration.')) return `${act} ${name ?? 'an integration'}`;
  return name === undefined ? act : `${act} in ${name}`;
}

type Value = Entry['after'];
export interface Changed {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

const partsOf = (value: Value): Readonly<Record<string, Value>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};

const labels: Readonly<Record<string, string>> = {
  syncFrequency: 'How often it runs',
  syncDirection: 'Direction',
  conflictStrategy: 'When both sides change the same',
  customMergeRules: 'Rules for single fields',
  matchMode: 'How the two sides meet',
  deletePolicies: 'Deletions',
  dataTypes: 'Kinds of data',
  baseUrl: 'Address',
  fault: 'What was wrong',
};
/** A field as people read it; one without a word of its own is spelled out: "timeZone" is "Time zone". */
const fieldWords = (field: string): string => {
  const label = labels[field];
  if (label !== undefined) return label;
  const words = field.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return words.slice(0, 1).toUpperCase() + words.slice(1);
};

const values: Readonly<Record<string, string>> = { ...rhythmWord, ...clashWord };

export function valueWords(value: Value | undefined): string {
  if (value === undefined || value === null || value === '') return 'nothing';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return value.toLocaleString('en-GB');
  if (typeof value === 'string' && values[value] !== undefined) return values[value];
  if (typeof value === 'string')
    return /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(value) ? fieldWords(value.replaceAll('_', ' ')) : value;
  if (!Array.isArray(value)) return JSON.stringify(value);
  return value.length === 0 ? 'nothing' : listWords(value.map(valueWords));
}

/** What was different afterwards, field by field; what only one side names is nothing on the other. */
export function changedFields({ before, after }: Pick<Entry, 'before' | 'after'>): readonly Changed[] {
  const [was, is] = [partsOf(before), partsOf(after)];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((field) => JSON.stringify(was[field]) !== JSON.stringify(is[field]))
    .map((field) => ({
      field: fieldWords(field),
      before: valueWords(was[field]),
      after: valueWords(is[field]),
    }));
}
