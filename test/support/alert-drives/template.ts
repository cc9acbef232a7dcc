import type { AlertView, Message } from './world.ts';

/** The specification's mail, line by line; braces are filled in. */
const template = [
  'Integration: {integrationName}',
  'Status: {status}',
  'Alert: {alertName}',
  '',
  'Details:',
  '- Error Rate: {errorRate}',
  '- Last Successful Sync: {lastSuccessAt}',
  '- Pending Conflicts: {conflictCount}',
  '',
  'Recent Errors:',
  '{recentErrors}',
  '',
  'View Details: {dashboardUrl}',
  '',
  '---',
  'This is an automated alert from BritePool Integration System',
];
const patterns: Readonly<Record<string, RegExp>> = {
  status: /^(ACTIVE|DEGRADED|ERROR|PAUSED)$/,
  errorRate: /^(\d+(\.\d)?%|not measured yet)$/,
  lastSuccessAt: /^(\d{4}-\d\d-\d\dT[\d:.]+Z|never)$/,
  conflictCount: /^(\d+|not counted yet)$/,
};

export interface Expected {
  readonly alert: AlertView;
  readonly integrationName: string;
  readonly ruleName: string;
  readonly what: 'opening' | 'back' | 'recovery';
}

/** How a message differs from the template, and from what the alert says between `Alert` and `Details`; best empty. */
export function faultsOf({ channel, subject, body }: Message, expected: Expected): readonly string[] {
  const { alert, integrationName, ruleName, what } = expected;
  const severity = what === 'recovery' ? 'RESOLVED' : alert.severity.toUpperCase();
  const wantedSubject = `[BritePool] Integration Alert: ${integrationName} - ${severity}`;
  const said = saidOf(alert, what);
  const from = template.indexOf('Details:');
  const until = channel === 'slack' ? template.indexOf('---') - 1 : template.length;
  const wanted = [...template.slice(0, from), ...said.flatMap((line) => [line, '']), ...template.slice(from)]
    .slice(0, until + 2 * said.length)
    .map((line) => line.replace('{integrationName}', integrationName).replace('{alertName}', ruleName));
  const errors = { list: /^(none|- .+)$/ };
  const lines = body.split('\n');
  const faults = subject === wantedSubject ? [] : [`subject "${subject}" instead of "${wantedSubject}"`];
  let at = 0;
  for (const line of wanted) {
    const found = lines[at];
    at++;
    if (line === '{recentErrors}') {
      if (!errors.list.test(found ?? '')) faults.push(`"${found}" is no list of errors`);
      while (errors.list.test(lines[at] ?? '')) at++;
    } else if (!fits(line, found, alert.integrationId)) faults.push(`"${found}" instead of "${line}"`);
  }
  if (at !== lines.length) faults.push(`${lines.length - at} lines more than the template has`);
  return faults.map((fault) => `${channel}: ${fault}`);
}

/** What stands between: the sentence, what to do, since when. */
function saidOf(alert: AlertView, what: Expected['what']): readonly string[] {
  if (what === 'recovery')
    return [alert.recovery ?? '', `What it was: ${alert.sentence}`, 'It began at {since}.'];
  const back = what === 'back' ? ['It came back within a week.'] : [];
  return [...back, alert.sentence, `What to do: ${alert.cure}`, 'It began at {since}.'];
}

function fits(line: string, found: string | undefined, integrationId: string): boolean {
  if (found === undefined) return false;
  if (line === 'It began at {since}.') return /^It began at \d{4}-\d\d-\d\dT[\d:.]+Z\.$/.test(found);
  if (line === 'View Details: {dashboardUrl}')
    return (
      /^View Details: http:\/\/127\.0\.0\.1:\d+\/integrations\//.test(found) &&
      found.endsWith(`/${integrationId}`)
    );
  const [, before, name] = /^(.*)\{(\w+)\}$/.exec(line) ?? [];
  const pattern = name === undefined ? undefined : patterns[name];
  if (before === undefined || pattern === undefined) return line === found;
  return found.startsWith(before) && pattern.test(found.slice(before.length));
}
