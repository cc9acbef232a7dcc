/** The six kinds of BritePool record and their fields; the one place that says what a field is. */
export const resourceTypes = [
  'TASK',
  'MEMBER',
  'PARTICIPATION_LOG',
  'EVENT',
  'COMMITTEE',
  'COMMITTEE_MEMBER',
] as const;
export type ResourceType = (typeof resourceTypes)[number];

export const dataTypes = ['TASKS', 'MEMBERS', 'PARTICIPATION_LOGS', 'EVENTS', 'COMMITTEES'] as const;
export type DataType = (typeof dataTypes)[number];

/** Which kinds of record an admin means by a data type of the specification. */
export const resourcesOf: { readonly [type in DataType]: readonly ResourceType[] } = {
  TASKS: ['TASK'],
  MEMBERS: ['MEMBER'],
  PARTICIPATION_LOGS: ['PARTICIPATION_LOG'],
  EVENTS: ['EVENT'],
  COMMITTEES: ['COMMITTEE', 'COMMITTEE_MEMBER'],
};

/** The other way round. */
export const dataTypeOf: { readonly [type in ResourceType]: DataType } = {
  TASK: 'TASKS',
  MEMBER: 'MEMBERS',
  PARTICIPATION_LOG: 'PARTICIPATION_LOGS',
  EVENT: 'EVENTS',
  COMMITTEE: 'COMMITTEES',
  COMMITTEE_MEMBER: 'COMMITTEES',
};

/**
 * `plain-date` is a calendar day (`2026-03-01`), `instant` a moment in UTC, `zoned` a wall-clock time with its zone
 * (`2026-03-01T10:00[Europe/Berlin]`). A plain date never becomes an instant.
 */
export type FieldKind =
  | 'text'
  | 'number'
  | 'boolean'
  | 'enum'
  | 'plain-date'
  | 'instant'
  | 'zoned'
  | 'set'
  | 'reference'
  | 'json';

export interface FieldSpec {
  readonly kind: FieldKind;
  readonly label: string;
  readonly required?: true;
  /** Never flows in unless the field mapping says so explicitly. */
  readonly privileged?: true;
  /** Redacted in payload snapshots and kept out of logs. */
  readonly personal?: true;
  /** Told by the other system; never written to it. */
  readonly readOnly?: true;
  readonly options?: readonly string[];
  readonly target?: ResourceType;
}

const text = (label: string, more: Partial<FieldSpec> = {}): FieldSpec => ({ kind: 'text', label, ...more });
const of = (kind: FieldKind, label: string, more: Partial<FieldSpec> = {}): FieldSpec => ({
  kind,
  label,
  ...more,
});
const reference = (label: string, target: ResourceType, more: Partial<FieldSpec> = {}): FieldSpec =>
  of('reference', label, { target, ...more });

export const taskStatuses = ['TODO', 'IN_PROGRESS', 'BLOCKED', 'COMPLETED', 'CANCELLED'] as const;

export const resourceFields: { readonly [type in ResourceType]: { readonly [field: string]: FieldSpec } } = {
  TASK: {
    title: text('Title', { required: true }),
    description: text('Description'),
    status: of('enum', 'Status', { options: taskStatuses }),
    priority: of('enum', 'Priority', { options: ['LOW', 'MEDIUM', 'HIGH', 'URGENT'] }),
    startDate: of('plain-date', 'Start date'),
    dueDate: of('plain-date', 'Due date'),
    assignedToId: reference('Assigned to', 'MEMBER'),
    committeeId: reference('Committee', 'COMMITTEE'),
    tags: of('set', 'Tags'),
    estimatedMinutes: of('number', 'Estimated minutes'),
  },
  MEMBER: {
    name: text('Name', { required: true, personal: true }),
    email: text('E-mail', { personal: true }),
    phone: text('Phone', { personal: true }),
    role: text('Role', { privileged: true }),
    status: of('enum', 'Status', { options: ['ACTIVE', 'INACTIVE'] }),
    covenantAcceptedAt: of('instant', 'Covenant accepted', { privileged: true }),
    'profile.bio': text('About', { personal: true }),
    'profile.skills': of('set', 'Skills'),
    'profile.totalEquityUnits': of('number', 'Equity units', { privileged: true }),
  },
  PARTICIPATION_LOG: {
    memberId: reference('Member', 'MEMBER', { required: true }),
    taskId: reference('Task', 'TASK'),
    description: text('Description'),
    date: of('plain-date', 'Date', { required: true }),
    startedAt: of('instant', 'Started'),
    endedAt: of('instant', 'Ended'),
    minutes: of('number', 'Minutes'),
    billable: of('boolean', 'Billable'),
    running: of('boolean', 'Timer still runs', { readOnly: true }),
    /** Set in the external system: its entry cannot be changed any more. */
    locked: of('boolean', 'Locked in the other system', { readOnly: true }),
    approvedAt: of('instant', 'Approved', { privileged: true }),
  },
  EVENT: {
    title: text('Title', { required: true }),
    description: text('Description'),
    startsAt: of('zoned', 'Starts', { required: true }),
    endsAt: of('zoned', 'Ends'),
    location: text('Place'),
    committeeId: reference('Committee', 'COMMITTEE'),
  },
  COMMITTEE: {
    name: text('Name', { required: true }),
    description: text('Description'),
  },
  COMMITTEE_MEMBER: {
    committeeId: reference('Committee', 'COMMITTEE', { required: true }),
    memberId: reference('Member', 'MEMBER', { required: true }),
    role: text('Role', { privileged: true }),
  },
};

/** The field's specification, or `undefined` for a name that this kind of record does not have. */
export const fieldSpec = (type: ResourceType, field: string): FieldSpec | undefined =>
  Object.hasOwn(resourceFields[type], field) ? resourceFields[type][field] : undefined;
