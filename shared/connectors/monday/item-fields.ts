/** What is asked of an item: kinds of columns that are not named here tell their text. */
export const itemFields = [
  'id name state url updated_at board { id } group { id }',
  'column_values { id type text ... on StatusValue { label } ... on DateValue { date time }',
  '... on TimelineValue { from to } ... on PeopleValue { persons_and_teams { id kind } }',
  '... on NumbersValue { number } ... on DropdownValue { values { label } }',
  '... on CheckboxValue { checked } }',
].join(' ');
