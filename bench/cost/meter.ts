import * as z from 'zod';
import { type FunctionName, functionNames } from '../../shared/config/names.ts';
import type { Connected } from '../support/connected.ts';
import type { Spent } from './measured.ts';

/** CloudWatch counts so many bytes more for each line. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
const bytesOfLine = 26;

const line = z.looseObject({ service: z.string() });
const metricLine = z.looseObject({
  _aws: z.looseObject({
    CloudWatchMetrics: z.array(z.looseObject({ Metrics: z.array(z.looseObject({ Name: z.string() })) })),
  }),
});

/**
 * Asking for a run and watching it are an admin's requests. How many receipts or edits share a run is up to CloudWatch and
 * to the stream: the bill has each come alone.
 */
const leftOut: readonly FunctionName[] = ['admin-api', 'note-receipts', 'publish-changes'];
const counted = functionNames.filter((name) => !leftOut.includes(name));

/** Counts what the functions of a stack ask of AWS, how often they run and what they write: lines that it takes out of `written`. */
export function meter({ stack }: Pick<Connected, 'stack'>, written: string[]) {
  const runs = new Map<FunctionName, number>();
  const metricNames = new Set<string>();
  for (const [fullName, fn] of stack.functions) {
    const name = counted.find((each) => fullName.endsWith(each));
    if (name === undefined) continue;
    const invoke = fn.invoke.bind(fn);
    fn.invoke = (event) => {
      runs.set(name, (runs.get(name) ?? 0) + 1);
      return invoke(event);
    };
  }
  return {
    /** How many metrics were written so far, each name once. */
    metrics(): number {
      take();
      return metricNames.size;
    },
    reset(): void {
      take();
      runs.clear();
      stack.recorder.reset();
    },
    /** What was spent since the last reset, divided by `among`. */
    spent(among: number): Spent {
      const logBytes = take();
      const rows = stack.recorder
        .rows()
        .filter(({ caller }) => counted.some((name) => caller.endsWith(name)));
      const sum = (of: (row: (typeof rows)[number]) => number): number =>
        rows.reduce((total, row) => total + of(row), 0) / among;
      return {
        calls: sum(({ count }) => count),
        readUnits: sum(({ readUnits }) => readUnits),
        writeUnits: sum(({ writeUnits }) => writeUnits),
        queueRequests: sum(({ service, count }) => (service === 'sqs' ? count : 0)),
        runs: Object.fromEntries([...runs].map(([name, times]) => [name, times / among])),
        logBytes: logBytes / among,
      };
    },
  };

  /** Bytes of the lines that functions wrote since the last time. */
  function take(): number {
    let bytes = 0;
    for (const text of written.splice(0)) {
      const parsed = parse(text);
      if (!line.safeParse(parsed).success) continue;
      bytes += Buffer.byteLength(text) + bytesOfLine;
      for (const { Metrics } of metricLine.safeParse(parsed).data?._aws.CloudWatchMetrics ?? [])
        for (const { Name } of Metrics) metricNames.add(Name);
    }
    return bytes;
  }
}
export type Meter = ReturnType<typeof meter>;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
