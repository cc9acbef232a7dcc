import * as z from 'zod';
import { ofType, type Resource } from './system.ts';

const told = { AlarmDescription: z.string(), AlarmActions: z.array(z.string()).default([]) };
const alarm = z.looseObject({
  ...told,
  /** Those made of several metrics name none. */
  MetricName: z.string().default(''),
  Metrics: z.array(z.looseObject({ Label: z.string().optional() })).default([]),
  Namespace: z.string().default(''),
  Threshold: z.number().default(0),
  Dimensions: z.array(z.object({ Name: z.string(), Value: z.string() })).default([]),
});
const composite = z.looseObject({ ...told, AlarmName: z.string(), AlarmRule: z.string() });
const queue = z.looseObject({
  RedrivePolicy: z.object({ deadLetterTargetArn: z.string() }).optional(),
});

export const alarmsOf = (resources: readonly Resource[]) =>
  ofType(resources, 'AWS::CloudWatch::Alarm').map(({ id, properties }) => ({
    id,
    ...alarm.parse(properties),
  }));

export const compositesOf = (resources: readonly Resource[]) =>
  ofType(resources, 'AWS::CloudWatch::CompositeAlarm').map(({ id, properties }) => ({
    id,
    ...composite.parse(properties),
  }));

const everyAlarm = (resources: readonly Resource[]) => [...alarmsOf(resources), ...compositesOf(resources)];

/** What people lose while an alarm rings, and the heading that it names; empty where it does not say. */
export function explanationOf(alarm: { readonly AlarmDescription: string }) {
  const [, impact = '', anchor = ''] =
    /^(.*) What to do: docs\/runbook\.md#([\w-]+)$/.exec(alarm.AlarmDescription) ?? [];
  return { impact, anchor };
}

/** Anchors of the headings of a Markdown text, as GitHub forms them. */
export const anchorsOf = (markdown: string): readonly string[] =>
  [...markdown.matchAll(/^#{2,}\s+(.+)$/gm)].map(([, heading = '']) =>
    heading
      .trim()
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .replace(/\s+/g, '-'),
  );

/** Alarms that do not say what is lost, or whose runbook heading does not exist. */
export const unexplained = (resources: readonly Resource[], anchors: readonly string[]): readonly string[] =>
  everyAlarm(resources)
    .filter((each) => {
      const { impact, anchor } = explanationOf(each);
      return impact.length < 20 || !anchors.includes(anchor);
    })
    .map(({ id }) => id);

/** Alarms that nobody hears. */
export const silent = (resources: readonly Resource[]): readonly string[] =>
  everyAlarm(resources)
    .filter(({ AlarmActions }) => AlarmActions.length === 0)
    .map(({ id }) => id);

/** Dead-letter queues of which nobody is told. */
export function unwatched(resources: readonly Resource[]): readonly string[] {
  const watched = alarmsOf(resources)
    .filter(({ MetricName }) => MetricName === 'ApproximateNumberOfMessagesVisible')
    .flatMap(({ Dimensions }) => Dimensions.map(({ Value }) => Value));
  return ofType(resources, 'AWS::SQS::Queue')
    .flatMap(({ properties }) => queue.parse(properties).RedrivePolicy?.deadLetterTargetArn ?? [])
    .map((arn) => arn.split(':').at(-1) ?? '')
    .filter((name) => !watched.includes(name));
}
