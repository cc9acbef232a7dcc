import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { integrationItem, toIntegrationItem } from '../../shared/adapters/dynamodb/integration-item.ts';
import { type Step, stored } from '../../shared/adapters/dynamodb/upcast.ts';
import { deletePolicies } from '../../shared/domain/delete-policy.ts';
import { matchModes } from '../../shared/domain/integration.ts';
import { dataTypes } from '../../shared/domain/resources.ts';
import { anIntegration } from './support/samples.ts';

/** A plant that got its bed in version 2, and in version 3 a list of beds in its place. */
const bedGiven: Step = (item) => ({ ...item, bed: item.bed ?? 'north' });
const bedsListed: Step = ({ bed, ...item }) => ({ ...item, beds: [bed] });
const plant = z.object({ schemaVersion: z.literal(3), id: z.string(), beds: z.array(z.string()) });
const plantItem = stored('plant', plant, [bedGiven, bedsListed]);

describe('a stored item', () => {
  test.each([
    ['of the first version takes every step', { schemaVersion: 1, id: 'rose' }, ['north']],
    ['of the second takes the last one', { schemaVersion: 2, id: 'rose', bed: 'south' }, ['south']],
    ['of the newest is as it is', { schemaVersion: 3, id: 'rose', beds: ['east', 'west'] }, ['east', 'west']],
  ])('%s', (_, item, beds) => {
    expect(plantItem.parse(item)).toEqual({ schemaVersion: 3, id: 'rose', beds });
  });

  test('of a version to come is refused in words that say what to do', () => {
    const newer = { schemaVersion: 4, id: 'rose', trees: [] };
    const words =
      'A newer version of the service stored this plant (shape 4; this version knows up to 3). Deploy the newer version again.';
    expect(() => plantItem.parse(newer)).toThrow(words);
    // Where items of another kind are passed over, it must not be taken for one of them.
    expect(() => plantItem.safeParse(newer)).toThrow(words);
  });

  test.each([
    ['no version', { id: 'rose', beds: [] }],
    ['a version that never was', { schemaVersion: 0, id: 'rose', beds: [] }],
    ['half a version', { schemaVersion: 2.5, id: 'rose', beds: [] }],
    ['a version in words', { schemaVersion: '3', id: 'rose', beds: [] }],
    ['a shape that its version never had', { schemaVersion: 2, id: 7, bed: 'south' }],
  ])('with %s is refused', (_, item) => {
    expect(() => plantItem.parse(item)).toThrow(z.ZodError);
  });

  test('cannot be described with more or fewer steps than versions', () => {
    expect(() => stored('plant', plant, [bedGiven])).toThrow('plant');
  });

  test('is not altered by being read', () => {
    const item = Object.freeze({ schemaVersion: 1, id: 'rose' });
    expect(plantItem.parse(item)).toEqual(plantItem.parse(item));
    expect(item).toEqual({ schemaVersion: 1, id: 'rose' });
  });
});

const { edition: _e, matchMode: _m, deletePolicies: _d, ...settled } = anIntegration({ id: 'int-1' });
const policies = fc.record(
  Object.fromEntries(dataTypes.map((type) => [type, fc.constantFrom(...deletePolicies)])),
  { requiredKeys: [] },
);
/** What version 1 could say or leave out. */
const choices = fc.record(
  {
    edition: fc.integer({ min: 1, max: 99 }),
    matchMode: fc.constantFrom(...matchModes),
    deletePolicies: policies,
  },
  { requiredKeys: [] },
);
const archived = Object.fromEntries(dataTypes.map((type) => [type, 'archive']));
const keys = { pk: 'INTEGRATION#int-1', sk: 'INTEGRATION', gsi1pk: 'INTEGRATIONS' };

describe('an integration', () => {
  test('that says nothing of it was changed once, links before it creates, and archives', () => {
    expect(integrationItem.parse({ ...keys, ...settled, schemaVersion: 1 })).toEqual({
      ...{ ...settled, schemaVersion: 2, edition: 1, matchMode: 'MATCH_THEN_CREATE' },
      deletePolicies: archived,
    });
  });

  test('keeps whatever it says, whichever version it was stored as', () => {
    fc.assert(
      fc.property(choices, fc.constantFrom(1, 2), (said, schemaVersion) => {
        const whole = { edition: 1, matchMode: 'MATCH_THEN_CREATE', ...said };
        const expected = { ...archived, ...said.deletePolicies };
        const item =
          schemaVersion === 1 ? { ...settled, ...said } : { ...settled, ...whole, deletePolicies: expected };
        expect(integrationItem.parse({ ...keys, ...item, schemaVersion })).toEqual({
          ...{ ...settled, ...whole, schemaVersion: 2, deletePolicies: expected },
        });
      }),
      { seed: 27, numRuns: 300 },
    );
  });

  test('that is read, written and read again is always the same', () => {
    fc.assert(
      fc.property(choices, (said) => {
        const read = integrationItem.parse({ ...settled, ...said, schemaVersion: 1 });
        const written = toIntegrationItem(read);
        expect(integrationItem.parse(written)).toEqual(read);
        expect(toIntegrationItem(integrationItem.parse(written))).toEqual(written);
      }),
      { seed: 28, numRuns: 300 },
    );
  });

  test('is written so that the version landed before can read it', () => {
    // As that one reads it: stamped 1, with nothing said that it does not know.
    expect(toIntegrationItem(anIntegration())).toMatchObject({
      ...{ schemaVersion: 1, edition: 1, matchMode: 'MATCH_THEN_CREATE' },
      deletePolicies: archived,
    });
  });

  test('with a policy for a kind of data that does not exist is refused, not read without it', () => {
    const item = { ...settled, schemaVersion: 1, deletePolicies: { TREES: 'ask' } };
    expect(() => integrationItem.parse(item)).toThrow(z.ZodError);
  });
});
