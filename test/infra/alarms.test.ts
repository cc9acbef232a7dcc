import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { functionNames } from '../../shared/config/names.ts';
import {
  alarmsOf,
  anchorsOf,
  compositesOf,
  explanationOf,
  silent,
  unexplained,
  unwatched,
} from './alarms.ts';
import { ofType, type Resource, synthesize } from './system.ts';

const resources = synthesize();
const anchors = anchorsOf(readFileSync('docs/runbook.md', 'utf8'));

describe('every alarm', () => {
  it('says what people lose and names a heading of the runbook that exists', () => {
    expect(alarmsOf(resources).length).toBeGreaterThanOrEqual(functionNames.length + 6);
    expect(unexplained(resources, anchors)).toEqual([]);
  });

  it('reaches somebody', () => {
    expect(silent(resources)).toEqual([]);
  });

  it('belongs to a heading that says who is hurt, where to look and what to do', () => {
    const runbook = readFileSync('docs/runbook.md', 'utf8');
    const named = new Set(
      [...alarmsOf(resources), ...compositesOf(resources)].map((each) => explanationOf(each).anchor),
    );
    const chapters = runbook
      .split(/^## /m)
      .filter((chapter) => named.has(anchorsOf(`## ${chapter}`)[0] ?? ''));
    expect(chapters).toHaveLength(named.size);
    for (const chapter of chapters)
      for (const part of ['**Who is hurt.**', '**Why it rings.**', '**Look at**', '**Do**'])
        expect(chapter).toContain(part);
  });

  it('stands on the one screen of the operators', () => {
    const [screen, ...others] = ofType(resources, 'AWS::CloudWatch::Dashboard');
    expect(others).toEqual([]);
    const body = JSON.stringify(screen?.properties.DashboardBody);
    const missing = ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm']
      .flatMap((type) => ofType(resources, type))
      .filter(({ id }) => !body.includes(id));
    expect(missing.map(({ id }) => id)).toEqual([]);
  });
});

describe('the alarm that pages', () => {
  const pages = (actions: readonly string[]) => actions.some((action) => action.endsWith('-pages'));

  it('is one: edits are late', () => {
    expect(alarmsOf(resources).filter(({ AlarmActions }) => pages(AlarmActions))).toEqual([]);
    expect(
      compositesOf(resources).map(({ AlarmName, AlarmActions }) => [AlarmName, pages(AlarmActions)]),
    ).toEqual([['britepool-production-edits-are-late', true]]);
  });

  it('needs two signs that the queue stands still, or the lag of a typical edit, or a stream that is behind', () => {
    const [paging] = compositesOf(resources);
    const rule = (paging?.AlarmRule ?? '')
      .replace(/"[^"]*?(\w+?)(Alarm)?[0-9A-F]{8,}\.Arn"/g, '$1')
      .replace(/\s+/g, '');
    expect(rule).toMatch(/ChangesAgeAlarm.*AND.*ChangesWait.*OR.*TypicalLag.*OR.*StreamAge/);
  });
});

describe('nothing fails in silence:', () => {
  it('every dead-letter queue has an alarm', () => {
    expect(unwatched(resources)).toEqual([]);
  });

  it.each(functionNames)('errors of %s ring', (name) => {
    const ringing = alarmsOf(resources).filter(
      ({ MetricName, Dimensions }) =>
        MetricName === 'Errors' && Dimensions.some(({ Value }) => Value === `britepool-production-${name}`),
    );
    expect(ringing).toHaveLength(1);
  });

  it.each(functionNames)('throttles of %s, and a run that nearly takes all of its time, ring', (name) => {
    const of = (metric: string) =>
      alarmsOf(resources).filter(
        ({ MetricName, Dimensions }) =>
          MetricName === metric && Dimensions.some(({ Value }) => Value === `britepool-production-${name}`),
      );
    expect(of('Throttles')).toHaveLength(1);
    const [near] = of('Duration');
    const lambda = ofType(resources, 'AWS::Lambda::Function').find(
      ({ properties }) => properties.FunctionName === `britepool-production-${name}`,
    );
    expect(near?.Threshold).toBe(800 * Number(lambda?.properties.Timeout));
  });

  it.each([
    'LedgerMissing',
    'DriftUnexplained',
    'TargetErrorCount',
    'InvocationDroppedCount',
    '5xx',
    'LagMs',
  ])('%s rings', (metric) => {
    expect(alarmsOf(resources).map(({ MetricName }) => MetricName)).toContain(metric);
  });

  it('an edit is late from 30 seconds on', () => {
    const age = alarmsOf(resources).find(
      ({ MetricName, Dimensions }) =>
        MetricName === 'ApproximateAgeOfOldestMessage' &&
        Dimensions.some(({ Value }) => Value === 'britepool-production-changes.fifo'),
    );
    expect(age?.Threshold).toBe(30);
  });

  it('it rings when watch-health is not called at all', () => {
    const watching = alarmsOf(resources).find(({ MetricName }) => MetricName === 'Invocations');
    expect(watching).toMatchObject({
      TreatMissingData: 'breaching',
      ComparisonOperator: 'LessThanThreshold',
    });
  });

  it('waiting too long rings, for both queues and the stream', () => {
    const metrics = alarmsOf(resources).map(({ MetricName }) => MetricName);
    expect(metrics.filter((name) => name === 'ApproximateAgeOfOldestMessage')).toHaveLength(2);
    expect(metrics).toContain('IteratorAge');
  });
});

describe('the rules about alarms', () => {
  const resource = (type: string, id: string, properties: object): Resource => ({
    ...{ stack: 'S', id, type, deletionPolicy: undefined },
    properties: { ...properties },
  });
  const alarm = (AlarmDescription: string): Resource =>
    resource('AWS::CloudWatch::Alarm', 'Rings', { AlarmDescription, MetricName: 'Errors', Dimensions: [] });

  it('notice an alarm whose heading does not exist', () => {
    const lost = alarm('Edits stop reaching the other system. What to do: docs/runbook.md#nowhere');
    expect(unexplained([lost], anchors)).toEqual(['Rings']);
  });

  it('notice an alarm that does not say who is hurt', () => {
    expect(unexplained([alarm(' What to do: docs/runbook.md#jobs-late')], anchors)).toEqual(['Rings']);
    expect(unexplained([alarm('Errors')], anchors)).toEqual(['Rings']);
  });

  it('notice an alarm that nobody hears', () => {
    expect(silent([alarm('x')])).toEqual(['Rings']);
  });

  it('notice a dead-letter queue without an alarm', () => {
    const RedrivePolicy = { deadLetterTargetArn: 'arn:aws:sqs:eu-west-1:1:lost-dlq' };
    expect(unwatched([resource('AWS::SQS::Queue', 'Q', { RedrivePolicy })])).toEqual(['lost-dlq']);
  });
});
