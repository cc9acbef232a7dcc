import * as z from 'zod/mini';
import type { ConnectorView } from '../../../../shared/contract/catalogue.ts';
import type { NewIntegration } from '../../../../shared/contract/integrations.ts';
import {
  conflictStrategy,
  dataType,
  deletePolicy,
  integrationType,
  jsonObject,
  matchMode,
  mergeRule,
  syncDirection,
  syncFrequency,
} from '../../../../shared/contract/values.ts';
import { kindsOf } from './abilities.ts';

/** What was entered so far. Of the sign-in it holds only what is no secret, so that it may outlive the page. */
const draftSchema = z.object({
  type: integrationType,
  name: z.string(),
  description: z.string(),
  baseUrl: z.string(),
  /** Which of the system's ways to sign in. */
  way: z.int(),
  open: z.record(z.string(), z.string()),
  /** A sign-in that was finished in the browser. */
  connectionId: z.optional(z.string()),
  settings: jsonObject,
  /** The description of a system that has no form for its settings, as typed. */
  described: z.string(),
  dataTypes: z.array(dataType),
  syncDirection,
  syncFrequency,
  timeZone: z.optional(z.string()),
  conflictStrategy,
  customMergeRules: z.record(z.string(), mergeRule),
  deletePolicies: z.partialRecord(dataType, deletePolicy),
  whenPaused: z.enum(['hold', 'reject']),
  autoRecover: z.boolean(),
  matchMode,
});
export type Draft = z.output<typeof draftSchema>;
export type Secrets = Readonly<Record<string, string>>;

/** What stands in the form when a system was chosen: everything that most people want. */
export const newDraft = (connector: ConnectorView, taken: readonly string[]): Draft => ({
  type: connector.type,
  name: freeName(connector.name, taken),
  description: '',
  baseUrl: connector.defaultBaseUrl ?? '',
  way: 0,
  open: {},
  settings: {},
  described: '',
  dataTypes: kindsOf(connector).filter((kind) => kind === 'TASKS' || kind === 'MEMBERS'),
  syncDirection: 'BIDIRECTIONAL',
  syncFrequency: 'REALTIME',
  conflictStrategy: 'LATEST_WINS',
  customMergeRules: {},
  deletePolicies: {},
  whenPaused: 'hold',
  autoRecover: true,
  matchMode: 'MATCH_THEN_CREATE',
});

function freeName(wanted: string, taken: readonly string[]): string {
  const known = new Set(taken.map((name) => name.trim().toLowerCase()));
  let name = wanted;
  for (let number = 2; known.has(name.toLowerCase()); number++) name = `${wanted} ${number}`;
  return name;
}

const key = 'integration-draft';

export function loadDraft(storage: Pick<Storage, 'getItem'>): Draft | undefined {
  try {
    return z.safeParse(draftSchema, JSON.parse(storage.getItem(key) ?? 'null')).data;
  } catch {
    return undefined;
  }
}

export function saveDraft(storage: Pick<Storage, 'setItem' | 'removeItem'>, draft: Draft | undefined): void {
  if (draft === undefined) storage.removeItem(key);
  else storage.setItem(key, JSON.stringify(draft));
}

/** The chosen way to sign in; the first where the system has fewer than it once had. */
export const wayOf = ({ signIns }: ConnectorView, { way }: Pick<Draft, 'way'>) => signIns[way] ?? signIns[0];

/** What is sent as the sign-in: the fields of the chosen way, without empty ones. */
export function credentialsOf(
  connector: ConnectorView,
  draft: Draft,
  secrets: Secrets,
): Record<string, string> {
  const way = wayOf(connector, draft);
  if (way === undefined) return {};
  const given = way.fields.flatMap(({ name, secret }) => {
    const value = ((secret ? secrets : draft.open)[name] ?? '').trim();
    return value === '' ? [] : [[name, value] as const];
  });
  const grant = way.grant === undefined ? [] : [['grant', way.grant] as const];
  return Object.fromEntries([...given, ...grant]);
}

/** What is sent to be tried, and in the end to be stored. */
export function requestOf(connector: ConnectorView, draft: Draft, secrets: Secrets): NewIntegration {
  const {
    way: _way,
    open: _open,
    description,
    described,
    connectionId,
    timeZone,
    customMergeRules,
    deletePolicies,
    ...rest
  } = draft;
  const chosen = wayOf(connector, draft);
  return {
    ...rest,
    name: draft.name.trim(),
    baseUrl: draft.baseUrl.trim(),
    authType: chosen?.authType ?? 'BEARER_TOKEN',
    settings: isDescribed(connector) ? (readDescription(described) ?? {}) : withoutBlanks(draft.settings),
    deletePolicies: Object.fromEntries(
      Object.entries(deletePolicies).filter(([kind]) => draft.dataTypes.some((each) => each === kind)),
    ),
    ...(connectionId !== undefined && chosen?.inBrowser === true
      ? { connectionId }
      : { credentials: credentialsOf(connector, draft, secrets) }),
    ...(description.trim() === '' ? {} : { description: description.trim() }),
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(draft.conflictStrategy === 'CUSTOM_MERGE' ? { customMergeRules } : {}),
  };
}

/** A choice that was emptied counts as never made. */
export const withoutBlanks = <Value>(settings: Readonly<Record<string, Value>>): Record<string, Value> =>
  Object.fromEntries(
    Object.entries(settings).filter(
      ([, value]) => value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  );

/** Whether the system is one of many, told about by a text instead of a form. */
export const isDescribed = ({ settings }: Pick<ConnectorView, 'settings'>): boolean => settings.length === 0;

/** The settings that a text says; `undefined` when it is none. */
export function readDescription(text: string): Draft['settings'] | undefined {
  try {
    return z.safeParse(jsonObject, JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
