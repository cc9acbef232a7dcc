import type { ConnectorView } from '../../../../shared/contract/catalogue.ts';
import { credentialsOf, type Draft, isDescribed, readDescription, type Secrets, wayOf } from './draft.ts';
import { type Step, steps } from './step-names.ts';

export const stepWord: { readonly [step in Step]: string } = {
  system: 'Choose a system',
  basics: 'Name and rhythm',
  'sign-in': 'Sign in',
  sync: 'What to sync',
  review: 'Check and connect',
};

export const after = (step: Step): Step => steps[steps.indexOf(step) + 1] ?? step;
export const before = (step: Step): Step => steps[steps.indexOf(step) - 1] ?? step;

type Errors = Readonly<Record<string, string>>;

/** What is missing or wrong in a step before anybody else is asked, by the name of the field. */
export function problemsOf(step: Step, connector: ConnectorView, draft: Draft, secrets: Secrets): Errors {
  if (step === 'basics') return { ...basics(draft), ...description(connector, draft) };
  if (step === 'sign-in') return signIn(connector, draft, secrets);
  return step === 'sync' ? sync(connector, draft) : {};
}

function basics({ name, baseUrl }: Draft): Errors {
  return {
    ...(name.trim().length < 3 ? { name: 'Give it a name of at least 3 letters' } : {}),
    ...(name.trim().length > 80 ? { name: 'At most 80 letters' } : {}),
    ...(/^https?:\/\/[^\s/]+/.test(baseUrl.trim())
      ? {}
      : { baseUrl: 'Give the full address of the system, beginning with https://' }),
  };
}

function description(connector: ConnectorView, { described }: Draft): Errors {
  if (!isDescribed(connector) || readDescription(described) !== undefined) return {};
  return { settings: described.trim() === '' ? 'Describe how it is read' : 'This is not valid JSON' };
}

function signIn(connector: ConnectorView, draft: Draft, secrets: Secrets): Errors {
  const way = wayOf(connector, draft);
  if (way === undefined || (way.inBrowser && draft.connectionId !== undefined)) return {};
  const given = credentialsOf(connector, draft, secrets);
  return Object.fromEntries(
    way.fields
      .filter(({ name, optional }) => !optional && given[name] === undefined)
      .map(({ name, label }) => [`credentials.${name}`, `${label} is needed`]),
  );
}

function sync(connector: ConnectorView, { settings, dataTypes }: Draft): Errors {
  const missing = connector.settings
    .filter(({ name, optional }) => !optional && isBlank(settings[name]))
    .map(({ name, label }) => [`settings.${name}`, `Choose: ${label}`] as const);
  return {
    ...Object.fromEntries(missing),
    ...(dataTypes.length === 0 ? { dataTypes: 'Choose at least one kind of data' } : {}),
  };
}

export const isBlank = (value: unknown): boolean =>
  value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** Where to stand when the address asks for `wanted`: never past a step that lacks something. */
export function stepFor(
  wanted: Step,
  connector: ConnectorView | undefined,
  draft: Draft | undefined,
  secrets: Secrets,
): Step {
  if (connector === undefined || draft === undefined) return 'system';
  const reached = steps.slice(0, steps.indexOf(wanted));
  return (
    reached.find((step) => Object.keys(problemsOf(step, connector, draft, secrets)).length > 0) ?? wanted
  );
}

const places: readonly (readonly [RegExp, Step])[] = [
  [/^(name|description|baseUrl|syncFrequency|timeZone)$/, 'basics'],
  [/^(credentials|connectionId|authType)\b/, 'sign-in'],
  [
    /^(settings|dataTypes|syncDirection|conflictStrategy|customMergeRules|deletePolicies|matchMode)\b/,
    'sync',
  ],
];

/** The step on which something that the service refused is mended; `undefined` where it belongs to none. */
export function stepOf(field: string, connector: Pick<ConnectorView, 'settings'>): Step | undefined {
  if (isDescribed(connector) && field.startsWith('settings')) return 'basics';
  return places.find(([pattern]) => pattern.test(field))?.[1];
}

/**
 * What the service refused, by the names that the fields of the form have: an item of a list is told at its list, a
 * sign-in that was not accepted at the first field of it.
 */
export function placed(errors: Errors, connector: ConnectorView, draft: Draft): Errors {
  const signInField = wayOf(connector, draft)?.fields.find(({ secret }) => secret)?.name;
  const at = (field: string): string => {
    if (/^(test\.signed-in|credentials$|connectionId)/.test(field)) return `credentials.${signInField ?? ''}`;
    const [first = '', second] = field.split('.');
    if (first === 'settings' && isDescribed(connector)) return first;
    return second === undefined || /^(dataTypes|deletePolicies|customMergeRules)$/.test(first)
      ? first
      : `${first}.${second}`;
  };
  return Object.fromEntries(
    Object.entries(errors).map(([field, text]) => [
      at(field),
      field === 'test.signed-in' ? `${connector.name} does not accept it` : text,
    ]),
  );
}

/** The fields of one step among all that are wrong. */
export const errorsOn = (step: Step, errors: Errors, connector: Pick<ConnectorView, 'settings'>): Errors =>
  Object.fromEntries(Object.entries(errors).filter(([field]) => stepOf(field, connector) === step));
