/** A deviation between a description and the connector or simulator, and why it stays. One that nothing fits is stale. */
export interface Known {
  readonly folder: string;
  /** Tried on lines like `mock tasks: create | POST /tasks | request: …`. */
  readonly fits: RegExp;
  readonly reason: string;
}

const anotherAccount = 'the account of the description’s examples is another than the connected one';
const of =
  (folder: string) =>
  (fits: RegExp, reason: string): Known => ({ folder, fits, reason });
const [asana, trello, toggl, harvest] = [of('asana'), of('trello'), of('toggl'), of('harvest')];
const [clockify, hubspot, salesforce, clickup] = [
  of('clockify'),
  of('hubspot'),
  of('salesforce'),
  of('clickup'),
];

export const known: readonly Known[] = [
  asana(/^mock connection test \|/, anotherAccount),
  asana(
    /time_entries: list.* request: .*opt_fields/,
    'the description names the fields of the short form for this list; programs in use ask it for the task, and an entry that comes without is read by itself',
  ),
  asana(/teams: create \| POST \/teams \| request/, 'our description leaves out the creation of teams'),

  trello(
    /members\/me\/boards \| request: .*pattern/,
    'the description takes no “me” here, which Trello documents',
  ),
  trello(/memberships \| request: .*member_fields/, 'the description knows one field of a member only'),
  trello(
    /webhooks\/.* \| response: .*callbackURL must match format "url"/,
    'addresses of this machine are none to Prism',
  ),

  toggl(
    /connection test \| GET \/api\/v9\/workspaces\/… \| request/,
    'our description leaves out the workspace itself',
  ),
  toggl(
    /tasks: update \| PUT .*user_id must be integer/,
    'a task that belongs to nobody has null there, which our description does not say',
  ),

  harvest(/^mock connection test \|/, anotherAccount),
  harvest(
    /\/api\/v2\/accounts \| request/,
    'accounts are asked for at id.getharvest.com, which is not described',
  ),

  clockify(/^mock connection test \|/, anotherAccount),
  clockify(
    /response: Response body property .* must be (string|object)$/,
    'Clockify answers null for what there is not, as recorded; its description says so of no field',
  ),

  hubspot(/^mock connection test \|/, anotherAccount),
  hubspot(
    /GET \/crm\/properties\/2026-09\/\w+ \| request/,
    'our description has the creation of properties only',
  ),
  hubspot(
    /\/crm\/associations\/2026-09\/|\/associations\/(default\/)?companies/,
    'associations are not described',
  ),

  salesforce(
    /connection test \| GET \/services\/data\/v67\.0\/ \| request/,
    'the list of resources of a version is not described',
  ),
  salesforce(
    /^mock .*(\/fields\/0\/label|hides the field)/,
    'the example of describe has three fields, without labels',
  ),
  salesforce(/^mock .* create \| .*\/compositeResponse/, 'the example of composite is of other requests'),

  clickup(/^mock (connection test|users: list|time_entries: list)/, anotherAccount),
  clickup(/\/v2\/(team\/…\/group|group\/…) \| request/, 'writing user groups is not described'),
  clickup(/^mock time_entries: create \|/, 'the example of a created entry is not what ClickUp documents'),
  clickup(
    /tasks: update \| PUT .*due_date must be integer/,
    'null takes a date away, which the description does not say',
  ),
  clickup(
    /time_entries: .* request: .*assignee must be number/,
    'several people are named with commas, as ClickUp documents; its description takes one number',
  ),
  clickup(
    /^simulator .* response: .*must have required property/,
    'the stand-in leaves out what the connector does not read',
  ),
  clickup(
    /^simulator .* response: .*(profilePicture|avatar|custom_id|list_id|assignees\.\*|tags\.\*|time_estimate|folders|task|end|duration|at) must be/,
    'other types than ClickUp answers: its description is known to be loose',
  ),
  clickup(
    /^simulator \w+: delete \| DELETE \/v2\/task\/.* response: /,
    'a deletion is answered without a body',
  ),
  of('generic-rest')(
    /^mock tasks: next page/,
    'the link of the example leads to its own page; the connector refuses to go round in circles',
  ),
];
