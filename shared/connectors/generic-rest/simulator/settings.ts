const collection = (name: string) => ({
  list: `/${name}`,
  item: `/${name}/{id}`,
  itemsPointer: 'items',
  totalPointer: 'total',
  updatedAt: { pointer: 'updated_at' },
  since: { param: 'updated_since' },
  pager: { style: 'link-header', sizeParam: 'per_page', size: 500 },
});

const person = { type: 'lookup', resourceType: 'MEMBER' };
const committee = { type: 'lookup', resourceType: 'COMMITTEE' };
const local = { type: 'zoned', zoneField: 'time_zone' };

/** The settings with which the GENERIC_REST connector understands this system. */
export const genericSettings = {
  streams: {
    members: {
      ...collection('members'),
      fields: [
        { externalField: 'name', internalField: 'name', required: true },
        { externalField: 'email', internalField: 'email' },
      ],
    },
    tasks: {
      ...collection('tasks'),
      fields: [
        { externalField: 'name', internalField: 'title', required: true },
        { externalField: 'description', internalField: 'description', emptyOverwrites: true },
        {
          externalField: 'status',
          internalField: 'status',
          transform: {
            type: 'enum',
            mapping: { todo: 'TODO', in_progress: 'IN_PROGRESS', blocked: 'BLOCKED', completed: 'COMPLETED' },
          },
        },
        { externalField: 'due_on', internalField: 'dueDate', transform: 'date', emptyOverwrites: true },
        {
          externalField: 'tags',
          internalField: 'tags',
          transform: { type: 'set' },
          direction: 'in',
          emptyOverwrites: true,
        },
      ],
    },
    committees: {
      ...collection('committees'),
      fields: [
        { externalField: 'name', internalField: 'name', required: true },
        { externalField: 'purpose', internalField: 'description', emptyOverwrites: true },
      ],
    },
    committeeMembers: {
      ...collection('committeeMembers'),
      fields: [
        { externalField: 'committee_id', internalField: 'committeeId', transform: committee, required: true },
        { externalField: 'person.id', internalField: 'memberId', transform: person, required: true },
        { externalField: 'role', internalField: 'role', direction: 'out' },
      ],
    },
    events: {
      ...collection('events'),
      fields: [
        { externalField: 'title', internalField: 'title', required: true },
        { externalField: 'details', internalField: 'description', emptyOverwrites: true },
        { externalField: 'start', internalField: 'startsAt', transform: local, required: true },
        {
          externalField: 'end.at',
          internalField: 'endsAt',
          transform: { type: 'zoned', zoneField: 'end.time_zone' },
        },
        { externalField: 'place', internalField: 'location', emptyOverwrites: true },
        { externalField: 'committee_id', internalField: 'committeeId', transform: committee },
      ],
    },
    participationLogs: {
      ...collection('participationLogs'),
      fields: [
        { externalField: 'person_id', internalField: 'memberId', transform: person, required: true },
        {
          externalField: 'task_id',
          internalField: 'taskId',
          transform: { type: 'lookup', resourceType: 'TASK' },
        },
        { externalField: 'note', internalField: 'description', emptyOverwrites: true },
        { externalField: 'day', internalField: 'date', transform: 'date', required: true },
        { externalField: 'started_at', internalField: 'startedAt', transform: 'instant' },
        { externalField: 'ended_at', internalField: 'endedAt', transform: 'instant' },
        {
          externalField: 'seconds',
          internalField: 'minutes',
          transform: { type: 'named', name: 'secondsToMinutes' },
        },
        { externalField: 'billable', internalField: 'billable', transform: 'boolean' },
        { externalField: 'running', internalField: 'running', transform: 'boolean', direction: 'in' },
        { externalField: 'locked', internalField: 'locked', transform: 'boolean', direction: 'in' },
      ],
    },
  },
};
