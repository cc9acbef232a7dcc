import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asana, portal } from './__fixtures__/connectors.ts';
import { type Draft, newDraft } from './draft.ts';
import { steps } from './step-names.ts';
import { errorsOn, placed, problemsOf, stepFor, stepOf } from './steps.ts';

const complete: Draft = {
  ...newDraft(asana, []),
  settings: { workspaceGid: 'w', projectGids: ['p'] },
};
const secrets = { token: 't' };

describe('The steps of adding an integration', () => {
  test('name what is missing, each at its field', () => {
    const empty = { ...complete, name: ' ', baseUrl: 'app.example.org', settings: {}, dataTypes: [] };
    expect(Object.keys(problemsOf('basics', asana, empty, {}))).toEqual(['name', 'baseUrl']);
    expect(problemsOf('sign-in', asana, empty, {})).toEqual({ 'credentials.token': 'Token is needed' });
    expect(Object.keys(problemsOf('sync', asana, empty, {}))).toEqual([
      'settings.workspaceGid',
      'settings.projectGids',
      'dataTypes',
    ]);
    for (const step of steps) expect(problemsOf(step, asana, complete, secrets)).toEqual({});
  });

  test('ask for no client secret again once the sign-in in the browser is finished', () => {
    const finished = { ...complete, way: 1, connectionId: 'conn_1' };
    expect(problemsOf('sign-in', asana, finished, {})).toEqual({});
  });

  test('an address leads no further than the first step that lacks something', () => {
    expect(stepFor('review', undefined, undefined, {})).toBe('system');
    expect(stepFor('review', asana, complete, {})).toBe('sign-in');
    expect(stepFor('review', asana, { ...complete, settings: {} }, secrets)).toBe('sync');
    expect(stepFor('review', asana, complete, secrets)).toBe('review');
    expect(stepFor('basics', asana, { ...complete, name: '' }, {})).toBe('basics');
  });

  test('never shows a step whose steps before are not done', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...steps),
        fc.record({ name: fc.constantFrom('', 'Garden'), project: fc.boolean(), token: fc.boolean() }),
        (wanted, { name, project, token }) => {
          const draft = { ...complete, name, settings: project ? complete.settings : {} };
          const given = token ? secrets : {};
          const shown = stepFor(wanted, asana, draft, given);
          for (const step of steps.slice(0, steps.indexOf(shown)))
            expect(problemsOf(step, asana, draft, given)).toEqual({});
          expect(steps.indexOf(shown)).toBeLessThanOrEqual(steps.indexOf(wanted));
        },
      ),
      { seed: 7 },
    );
  });

  test('what the service refuses is told at the field it is about, on the step that has it', () => {
    const told = placed(
      {
        name: 'taken',
        'settings.projectGids.0': 'no such project',
        'credentials.token': 'too short',
        'deletePolicies.TASKS': 'unknown',
      },
      asana,
      complete,
    );
    expect(told).toEqual({
      name: 'taken',
      'settings.projectGids': 'no such project',
      'credentials.token': 'too short',
      deletePolicies: 'unknown',
    });
    expect(Object.keys(told).map((field) => stepOf(field, asana))).toEqual([
      'basics',
      'sync',
      'sign-in',
      'sync',
    ]);
    expect(errorsOn('sync', told, asana)).toEqual({
      'settings.projectGids': 'no such project',
      deletePolicies: 'unknown',
    });
    expect(placed({ 'test.signed-in': '401' }, asana, complete)).toEqual({
      'credentials.token': 'Asana does not accept it',
    });
  });

  test('a description is asked for and mended where the address is', () => {
    const draft = { ...newDraft(portal, []), baseUrl: 'https://portal.example.org' };
    expect(problemsOf('basics', portal, draft, {})).toHaveProperty('settings');
    expect(problemsOf('basics', portal, { ...draft, described: '{' }, {}).settings).toMatch(/JSON/);
    expect(problemsOf('basics', portal, { ...draft, described: '{}' }, {})).toEqual({});
    expect(placed({ 'settings.streams.tasks.list': 'needed' }, portal, draft)).toEqual({
      settings: 'needed',
    });
    expect(stepOf('settings', portal)).toBe('basics');
  });
});
