import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { functionNames, receiptMessage } from '../../shared/config/names.ts';
import { allowances } from './policies.ts';
import { ofType, synthesize } from './system.ts';

const resources = synthesize();
const partOf = (name: string) => name.replaceAll('-', '');
const filters = ofType(resources, 'AWS::Logs::SubscriptionFilter').map(({ properties }) =>
  z
    .looseObject({ LogGroupName: z.string(), DestinationArn: z.string(), FilterPattern: z.string() })
    .parse(properties),
);

describe('receipts', () => {
  it('are carried from the log of every function that may put changes on changes.fifo, and of no other', () => {
    const doors = functionNames.filter((name) =>
      allowances(resources, `Functions${partOf(name)}Role`).includes('sqs:SendMessage changes.fifo'),
    );
    const watched = functionNames.filter((name) =>
      filters.some(({ LogGroupName }) => LogGroupName.startsWith(`Functions${partOf(name)}Log`)),
    );
    expect(doors.length).toBeGreaterThan(5);
    expect(watched).toEqual(doors);
    expect(filters).toHaveLength(doors.length);
  });

  it('are found by their one word and go to note-receipts', () => {
    for (const { FilterPattern, DestinationArn } of filters) {
      expect(FilterPattern).toBe(`{ $.message = "${receiptMessage}" }`);
      expect(DestinationArn).toMatch(/note-receipts:live$/);
    }
  });
});
