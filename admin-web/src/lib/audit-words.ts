import type * as z from 'zod/mini';
import type { auditView } from '../../../shared/contract/audit.ts';
import { clashWord, rhythmWord } from './glossary.ts';
import { listWords } from './words.ts';

type Entry = z.output<typeof auditView>;
type Value = Entry['after'];

/** Who did it, for people: what no person did was done by the service. */
export const actorName = (actor: string): string =>
  ['guardian', 'system', 'scheduler'].includes(actor) ? 'The service' : actor;

const fields: Readonly<Record<string, string>> = {
  name: 'its name',
  description: 'what it is for',
  syncFrequency: 'how often it runs',
  timeZone: 'its clock',
  baseUrl: 'the address',
  settings: 'what of the other system is synced',
  dataTypes: 'the kinds of data',
  syncDirection: 'the direction',
  conflictStrategy: 'what happens when both sides change the same',
  customMergeRules: 'the rules for single fields',
  matchMode: 'how the two sides meet',
  deletePolicies: 'what becomes of deletions',
  whenPaused: 'what happens while it is paused',
  autoRecover: 'whether it goes on by itself after an outage',
  credentials: 'the sign-in',
};
const statusActs: Readonly<Record<string, string>> = {
  ACTIVE: 'let it go on',
  PAUSED: 'paused it',
  DISABLED: 'switched it off',
};
const acts: Readonly<Record<string, string>> = {
  'integration.created': 'connected it',
  'integration.deleted': 'disconnected it',
  'integration.signed-in': 'signed in again',
  'field-mapping.saved': 'changed which field belongs to which',
  'webhooks.registered': 'arranged to hear of changes again',
  'webhook-secret.rotated': 'made a new secret for news',
  'record.excluded': 'left a record out',
  'record.included': 'let a record take part again',
};

const partsOf = (value: Value): Readonly<Record<string, Value>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};

/** What was done to an integration, to stand behind a name: "changed how often it runs from … to …". */
export function actText({ action, before, after }: Entry): string {
  if (action !== 'integration.updated') return acts[action] ?? `did “${action}”`;
  const [was, is] = [partsOf(before), partsOf(after)];
  const changed = Object.keys(is).filter((field) => JSON.stringify(was[field]) !== JSON.stringify(is[field]));
  const status =
    typeof is.status === 'string' && changed.includes('status') ? statusActs[is.status] : undefined;
  const rest = changed
    .filter((field) => field !== 'status')
    .map((field) => change(field, was[field], is[field]));
  const said = [
    ...(status === undefined ? [] : [status]),
    ...(rest.length === 0 ? [] : [`changed ${listWords(rest)}`]),
  ];
  return said.length === 0 ? 'saved it without a change' : listWords(said);
}

/** Short values are told, long ones are only named. */
function change(field: string, was: Value | undefined, is: Value | undefined): string {
  const name = fields[field] ?? field;
  const [from, to] = [valueText(field, was), valueText(field, is)];
  return from === undefined || to === undefined ? name : `${name} from “${from}” to “${to}”`;
}

const told = ['name', 'syncFrequency', 'conflictStrategy', 'timeZone', 'baseUrl'];
const words: Readonly<Record<string, string>> = { ...rhythmWord, ...clashWord };
const valueText = (field: string, value: Value | undefined): string | undefined =>
  told.includes(field) && typeof value === 'string' ? (words[value] ?? value) : undefined;
