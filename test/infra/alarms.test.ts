import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { functionNames } from '../../shared/config/names.ts';
import { alarmsOf, anchorsOf, silent, unexplained, unwatched } from './alarms.ts';
import { type Resource, synthesize } from './system.ts';

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
