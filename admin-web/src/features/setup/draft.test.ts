import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asana, portal } from './__fixtures__/connectors.ts';
import { credentialsOf, loadDraft, newDraft, requestOf, saveDraft } from './draft.ts';

const store = () => {
  const kept = new Map<string, string>();
  return {
    text: () => [...kept.values()].join(),
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
};

describe('What is entered for a new integration', () => {
  test('is kept over a reload, and forgotten once it is connected', () => {
    const storage = store();
    const draft = { ...newDraft(asana, []), name: 'Garden', open: { clientId: 'c-1' } };
    saveDraft(storage, draft);
    expect(loadDraft(storage)).toEqual(draft);
    saveDraft(storage, undefined);
    expect(loadDraft(storage)).toBeUndefined();
  });

  test('whatever else lies in the store is no draft', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(loadDraft({ getItem: () => text })).toBeUndefined();
      }),
      { seed: 7 },
    );
  });

  test('never leaves a secret in the store of the browser', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 12, maxLength: 60 }), (secret) => {
        const storage = store();
        const draft = newDraft(asana, []);
        saveDraft(storage, draft);
        const request = requestOf(asana, draft, { token: `t${secret}t` });
        expect(request.credentials).toEqual({ token: `t${secret}t`.trim() });
        expect(storage.text()).not.toContain(`t${secret}t`);
      }),
      { seed: 7 },
    );
  });

  test('begins with a name that nobody uses yet', () => {
    expect(newDraft(asana, []).name).toBe('Asana');
    expect(newDraft(asana, ['asana', 'Asana 2']).name).toBe('Asana 3');
  });

  test('is sent with the fields of the chosen way to sign in only', () => {
    const draft = { ...newDraft(asana, []), way: 1, open: { clientId: 'c-1' } };
    expect(credentialsOf(asana, draft, { token: 'from before', clientSecret: 's' })).toEqual({
      clientId: 'c-1',
      clientSecret: 's',
      grant: 'authorization-code',
    });
    const finished = requestOf(asana, { ...draft, connectionId: 'conn_1' }, {});
    expect(finished).toMatchObject({ authType: 'OAUTH2', connectionId: 'conn_1' });
    expect(finished).not.toHaveProperty('credentials');
  });

  test('is sent without emptied choices and without what belongs to another choice', () => {
    const draft = {
      ...newDraft(asana, []),
      dataTypes: ['TASKS' as const],
      settings: { workspaceGid: 'w', projectGids: ['p'], teamGids: [], plan: '' },
      deletePolicies: { TASKS: 'ask' as const, EVENTS: 'follow' as const },
      customMergeRules: { title: 'prefer_local' as const },
    };
    expect(requestOf(asana, draft, { token: 't' })).toMatchObject({
      settings: { workspaceGid: 'w', projectGids: ['p'] },
      deletePolicies: { TASKS: 'ask' },
    });
    expect(requestOf(asana, draft, {}).settings).not.toHaveProperty('teamGids');
    expect(requestOf(asana, draft, {})).not.toHaveProperty('customMergeRules');
    expect(requestOf(asana, { ...draft, conflictStrategy: 'CUSTOM_MERGE' }, {})).toHaveProperty(
      'customMergeRules',
    );
  });

  test('of a system without a form is its description', () => {
    const draft = { ...newDraft(portal, []), described: '{"streams":{}}' };
    expect(requestOf(portal, draft, {}).settings).toEqual({ streams: {} });
  });
});
