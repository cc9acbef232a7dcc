import * as z from 'zod';
import { AwsError } from '../wire/aws-error.ts';
import type { Schedule } from './schedule-body.ts';

const mostAtOnce = 100;
const listQuery = z.object({
  ScheduleGroup: z.string().optional(),
  NamePrefix: z.string().default(''),
  State: z.enum(['ENABLED', 'DISABLED']).optional(),
  MaxResults: z.coerce.number().int().min(1).max(mostAtOnce).default(mostAtOnce),
  NextToken: z.string().optional(),
});

/** One page of the schedules in order, as ListSchedules tells them: without what they do or when. */
export function listSchedules(all: readonly Schedule[], query: URLSearchParams): unknown {
  const asked = listQuery.parse(Object.fromEntries(query));
  const after = asked.NextToken === undefined ? '' : readToken(asked.NextToken);
  const wanted = all.filter(
    ({ group, name, body }) =>
      (asked.ScheduleGroup === undefined || group === asked.ScheduleGroup) &&
      name.startsWith(asked.NamePrefix) &&
      (asked.State === undefined || body.State === asked.State) &&
      place({ group, name }) > after,
  );
  const page = wanted.slice(0, asked.MaxResults);
  const last = page.at(-1);
  return {
    Schedules: page.map(({ group, name, body, created }) => ({
      Arn: `arn:aws:scheduler:local:000000000000:schedule/${group}/${name}`,
      ...{ Name: name, GroupName: group, State: body.State, Target: { Arn: body.Target.Arn } },
      CreationDate: created / 1000,
    })),
    ...(last !== undefined && wanted.length > page.length ? { NextToken: writeToken(place(last)) } : {}),
  };
}

const place = ({ group, name }: Pick<Schedule, 'group' | 'name'>): string => `${group}/${name}`;
const mark = 'after:';
const writeToken = (text: string): string => Buffer.from(`${mark}${text}`).toString('base64url');

function readToken(token: string): string {
  const text = Buffer.from(token, 'base64url').toString('utf8');
  if (text.startsWith(mark)) return text.slice(mark.length);
  throw new AwsError('ValidationException', 'The token is not one that this list handed out.');
}
