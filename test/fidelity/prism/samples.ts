import type { Samples } from './programme.ts';

const hours = { start: '2026-02-27T08:00:00.000Z', stop: '2026-02-27T09:30:00.000Z' };
const weeding = { description: 'Weeding and tea', billable: true };

/** Values in each vendor's own shape, as field mappings make them. */
export const samples: { readonly [folder: string]: Samples } = {
  asana: (one, other) => ({
    teams: { created: { name: 'Gardeners', description: 'Beds' }, changed: { name: 'Beekeepers' } },
    team_members: { created: { team: { gid: one('teams') }, user: { gid: other('users') } } },
    tasks: {
      created: { name: 'Paint the fence', notes: 'Green', due_on: '2026-04-01' },
      changed: { name: 'Paint the gate', completed: true, notes: '' },
    },
    time_entries: {
      created: {
        ...{ task: { gid: other('tasks') }, created_by: { gid: one('users') } },
        ...{ entered_on: '2026-02-27', duration_minutes: 90 },
      },
      changed: weeding,
    },
  }),
  trello: () => ({
    cards: {
      created: { name: 'Paint the fence', desc: 'Green', due_day: '2026-04-01', start_day: '2026-03-30' },
      changed: { name: 'Paint the gate', dueComplete: true, due_day: null },
    },
  }),
  toggl: () => ({
    tasks: { created: { name: 'Paint the fence' }, changed: { active: false, estimated_seconds: 3600 } },
    time_entries: {
      created: { description: 'Weeding', billable: false, duration: 5400, ...hours },
      changed: weeding,
    },
  }),
  clockify: (one, other) => ({
    user_groups: { created: { name: 'Gardeners' }, changed: { name: 'Beekeepers' } },
    group_members: { created: { groupId: one('user_groups'), userId: other('users') } },
    tasks: {
      created: { name: 'Paint the fence', assigneeIds: [one('users')] },
      changed: { status: 'DONE', estimate: 'PT2H' },
    },
    time_entries: {
      created: {
        ...{ description: 'Weeding', billable: false },
        timeInterval: { start: hours.start, end: hours.stop, duration: 'PT1H30M' },
      },
      changed: weeding,
    },
  }),
  harvest: (one) => ({
    time_entries: {
      created: {
        ...{ spent_date: '2026-04-01', hours: 1.5, notes: 'Weeding' },
        user: { id: Number(one('users')) },
      },
      changed: { hours: 2.25, notes: 'Weeding and tea' },
    },
  }),
  hubspot: (one) => ({
    contacts: {
      created: { full_name: 'Ada Byron', email: 'ada@example.org', phone: '+49 30 1234' },
      changed: { full_name: 'Ada Lovelace', phone: null },
    },
    companies: { created: { name: 'Gardeners' }, changed: { description: 'They garden.' } },
    company_contacts: { created: { company_id: one('companies'), contact_id: one('contacts') } },
    tasks: {
      created: {
        ...{ hs_task_subject: 'Paint the fence', notes: 'Green', due_day: '2026-04-01' },
        contact_id: one('contacts'),
      },
      changed: { hs_task_status: 'COMPLETED', hs_task_priority: 'HIGH', due_day: '2026-04-02' },
    },
    meetings: {
      created: { hs_meeting_title: 'Supper', hs_meeting_start_time: '2026-04-01T17:00:00.000Z' },
      changed: { hs_meeting_location: 'Barn', hs_meeting_end_time: '2026-04-01T19:00:00.000Z' },
    },
  }),
  salesforce: (_one, other) => ({
    contacts: {
      created: { Name: 'Ada Byron', Email: 'ada@example.org', Phone: '+49 30 1234' },
      changed: { Name: 'Ada Lovelace', Phone: null },
    },
    campaigns: { created: { Name: 'Gardeners' }, changed: { Description: 'They garden.' } },
    campaign_members: { created: { CampaignId: other('campaigns'), ContactId: other('contacts') } },
    tasks: {
      created: { Subject: 'Weeding', Description: 'Bring gloves', ActivityDate: '2026-04-01' },
      changed: { Subject: 'Weeding and tea', Status: 'In Progress' },
    },
    events: {
      created: { Subject: 'Supper', StartDateTime: '2026-04-01T17:00:00.000Z' },
      changed: { Location: 'Barn', EndDateTime: '2026-04-01T19:00:00.000Z' },
    },
  }),
  monday: (one, other) => ({
    teams: { created: { name: 'Gardeners' } },
    team_members: { created: { team_id: one('teams'), user_id: other('users') } },
    items: {
      created: { name: 'Paint the fence', notes: 'Green', day: '2026-12-01', assignee: one('users') },
      changed: { name: 'Paint the gate', status: 'Done', day: null },
    },
    events: {
      created: { name: 'Supper', starts: '2026-12-01T17:00:00.000Z' },
      changed: { notes: 'Bring chairs' },
    },
    time_entries: {
      created: { name: 'Weeding', assignee: one('users'), day: '2026-12-01', hours: '1.5' },
      changed: { hours: '2' },
    },
  }),
  clickup: (one, other) => ({
    groups: { created: { name: 'Gardeners' }, changed: { name: 'Beekeepers' } },
    group_members: { created: { group_id: one('groups'), user_id: other('users') } },
    tasks: {
      created: {
        name: 'Paint the fence',
        markdown_description: 'Green',
        due_day: '2026-04-01',
        priority: 'high',
      },
      changed: { name: 'Paint the gate', status_type: 'closed', due_day: null },
    },
    events: {
      created: { name: 'Supper', start_at: '2026-04-01T17:00:00.000Z', due_at: '2026-04-01T19:00:00.000Z' },
      changed: { due_at: '2026-04-01T20:00:00.000Z' },
    },
    time_entries: {
      created: {
        ...{ description: 'Weeding', billable: false, user_id: one('users') },
        ...{ start: hours.start, end: hours.stop },
      },
      changed: weeding,
    },
  }),
  'generic-rest': () => ({
    tasks: {
      created: { title: 'Paint the fence', description: 'Green', dueDate: '2026-04-01' },
      changed: { status: 'done' },
    },
  }),
};
