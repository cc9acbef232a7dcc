/** The scopes that an app can ask for here. */
export const scopes = [
  ...['me:read', 'account:read', 'assets:read', 'boards:read', 'boards:write', 'docs:read', 'docs:write'],
  ...['notifications:write', 'tags:read', 'teams:read', 'teams:write', 'updates:read', 'updates:write'],
  ...['users:read', 'users:write', 'webhooks:read', 'webhooks:write', 'workspaces:read', 'workspaces:write'],
];

const statuses = ['Working on it', 'Done', 'Stuck', 'Not Started'];
export const labelsOf: { readonly [column: string]: readonly string[] } = {
  ...{ project_status: statuses, effort: ['An hour', 'A day'], topics: ['Garden', 'Repairs', 'Kitchen'] },
};
const column = (id: string, title: string, type: string) => ({
  ...{ id, title, type, archived: false },
  settings:
    labelsOf[id] === undefined
      ? {}
      : {
          labels: labelsOf[id].map((label, index) => ({
            id: index,
            index,
            label,
            is_done: label === 'Done',
          })),
        },
});
const name = column('name', 'Name', 'name');
const [people, date] = [column('project_owner', 'Owner', 'people'), column('date4', 'Date', 'date')];
const notes = column('long_text_mkz1', 'Notes', 'long_text');

const board = (id: string, title: string, columns: readonly ReturnType<typeof column>[]) => ({
  ...{ id, name: title, type: 'board', state: 'active' },
  workspace: { id: '4400001', name: 'Neighbourhood' },
  workspace_id: '4400001',
  columns: [name, ...columns],
  groups: [
    { id: 'topics', title: 'This season', color: '#037f4c', archived: false, deleted: false },
    { id: 'group_later', title: 'Later', color: '#579bfc', archived: false, deleted: false },
  ],
});

export const tasksBoard = board('9000000001', 'Community work', [
  ...[column('project_status', 'Status', 'status'), date, people, notes],
  ...[column('effort', 'Effort', 'status'), column('topics', 'Topics', 'dropdown')],
  ...[column('timerange', 'Span', 'timeline'), column('numeric_mkz2', 'Chairs', 'numbers')],
  ...[column('public', 'Public', 'checkbox'), column('text_mkz3', 'Place', 'text')],
]);
export const eventsBoard = board('9000000002', 'Get-togethers', [date, notes]);
export const hoursBoard = board('9000000003', 'Hours', [
  ...[people, date, column('hours', 'Hours', 'numbers')],
]);
export const boards = [tasksBoard, eventsBoard, hoursBoard];
export type Board = (typeof boards)[number];
export type Column = Board['columns'][number];
