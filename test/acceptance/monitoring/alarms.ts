import { readFileSync } from 'node:fs';
import {
  alarmsOf,
  anchorsOf,
  compositesOf,
  explanationOf,
  silent,
  unexplained,
  unwatched,
} from '../../infra/alarms.ts';
import { synthesize } from '../../infra/system.ts';

export const title =
  'every alarm of the synthesized stack with its heading in the runbook; the one that pages';

export async function demonstrate(): Promise<readonly string[]> {
  const resources = synthesize();
  const anchors = anchorsOf(readFileSync('docs/runbook.md', 'utf8'));
  const [metric, composite] = [alarmsOf(resources), compositesOf(resources)];
  const wrong = [
    ...unexplained(resources, anchors).map((id) => `${id} says not who is hurt, or names no heading`),
    ...silent(resources).map((id) => `${id} reaches nobody`),
    ...unwatched(resources).map((queue) => `nobody is told of ${queue}`),
  ];
  const lines = [...composite, ...metric].map((alarm) => {
    const { impact, anchor } = explanationOf(alarm);
    const pages = alarm.AlarmActions.some((action) => action.endsWith('-pages'));
    return `${pages ? 'PAGES' : '     '} ${`#${anchor}`.padEnd(26)} ${watched(alarm).padEnd(52)} ${impact}`;
  });
  const headings = new Set([...composite, ...metric].map((alarm) => explanationOf(alarm).anchor));
  const summary = `${metric.length} alarms and ${composite.length} made of them, ${headings.size} headings, ${wrong.length} wrong`;
  if (wrong.length > 0 || composite.length === 0) throw new Error([summary, ...wrong].join('\n  '));
  return [...lines.sort((a, b) => (a < b ? -1 : 1)), summary];
}

/** What an alarm looks at, in a few words. */
function watched(
  alarm: ReturnType<typeof alarmsOf>[number] | ReturnType<typeof compositesOf>[number],
): string {
  if (!('MetricName' in alarm)) return 'other alarms';
  const [made] = alarm.Metrics.flatMap(({ Label }) => Label ?? []);
  if (made !== undefined) return made;
  const [of = ''] = alarm.Dimensions.map(({ Value }) => Value.replace('britepool-production-', ''));
  return `${alarm.MetricName} of ${of}`;
}
