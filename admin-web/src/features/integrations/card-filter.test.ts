import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { anIntegration } from './__fixtures__/integration.ts';
import { type CardFilter, cardFilterSchema, fitting } from './card-filter.ts';

const all = [
  anIntegration({ name: 'Garden' }),
  anIntegration({ name: 'Members', type: 'HUBSPOT', status: 'ERROR' }),
  anIntegration({ name: 'Rota', type: 'CLICKUP', status: 'PAUSED', description: 'Who cooks in the garden' }),
];
const found = (filter: Partial<CardFilter>) =>
  fitting(all, { find: undefined, state: undefined, ...filter }).map(({ name }) => name);

test('integrations are found by any part of their name, their description or their system', () => {
  expect(found({ find: ' GARDEN ' })).toEqual(['Garden', 'Rota']);
  expect(found({ find: 'hubs' })).toEqual(['Members']);
  expect(found({})).toEqual(['Garden', 'Members', 'Rota']);
});

test('integrations are found by whether they need somebody, are well, or rest', () => {
  expect(found({ state: 'needs' })).toEqual(['Members']);
  expect(found({ state: 'well' })).toEqual(['Garden']);
  expect(found({ state: 'resting' })).toEqual(['Rota']);
  expect(found({ state: 'well', find: 'rota' })).toEqual([]);
});

test('an address that asks for an unknown state shows them all', () => {
  expect(z.parse(cardFilterSchema, { state: 'whatever', find: 7 })).toEqual({});
});
