import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { grantsOf } from '../../shared/connector-kit/oauth/grants.ts';
import { budgetsOf, planSetting } from '../../shared/connector-kit/plans.ts';
import { connectors } from '../support/connectors.ts';

const all = Object.values(connectors);
const oauth = all.filter(({ manifest }) => manifest.auth.some(({ authType }) => authType === 'OAUTH2'));

describe.each(all)('$manifest.name', ({ manifest, choices = {} }) => {
  test('asks for each value of a sign-in with words that say where to find it', () => {
    const fields = manifest.auth.flatMap((scheme) =>
      scheme.authType === 'OAUTH2' ? scheme.grants.flatMap((grant) => grant.fields) : scheme.fields,
    );
    expect(fields.length).toBeGreaterThan(0);
    for (const { label, help } of fields) expect([label, help.length > 10]).toEqual([label, true]);
  });

  test('offers live choices for exactly the settings that say so, each after those it depends on', () => {
    expect(new Set(Object.keys(choices))).toEqual(
      new Set(manifest.settings.flatMap(({ name, choices: live }) => (live ? [name] : []))),
    );
    manifest.settings.forEach(({ after = [] }, at) => {
      const before = manifest.settings.slice(0, at).map(({ name }) => name);
      expect(before).toEqual(expect.arrayContaining([...after]));
    });
  });

  test('states its budgets with the page that says so', () => {
    for (const budget of manifest.limits.budgets) {
      expect(budget.requests).toBeGreaterThan(0);
      expect(budget.seconds).toBeGreaterThan(0);
      expect([budget.source, URL.canParse(budget.source)]).toEqual([budget.source, true]);
    }
  });

  test('lets an admin name each plan that allows more, and no other', () => {
    const { plans = [], budgets } = manifest.limits;
    expect(manifest.settings.some(({ name }) => name === 'plan')).toBe(plans.length > 0);
    const accepts = planSetting(manifest);
    expect(accepts.safeParse('gigantic').success).toBe(false);
    expect(budgetsOf(manifest, {})).toBe(budgets);
    for (const plan of plans) {
      expect(accepts.safeParse(plan.id).success).toBe(true);
      expect(budgetsOf(manifest, { plan: plan.id })).toBe(plan.budgets);
      for (const budget of plan.budgets) {
        expect(URL.canParse(budget.source)).toBe(true);
        const least = budgets.find(({ seconds }) => seconds === budget.seconds)?.requests ?? 0;
        expect(budget.requests).toBeGreaterThanOrEqual(least);
      }
    }
  });

  test('is data: its manifest survives being written down', () => {
    expect(JSON.parse(JSON.stringify(manifest))).toEqual(manifest);
  });
});

describe('whoever signs in with OAuth', () => {
  const serverSettings = {
    oauth: { tokenUrl: 'https://auth.example/token', authorizeUrl: 'https://auth.example/a' },
  };

  test.each(oauth)('$manifest.name names complete https addresses, and keeps secrets secret', (connector) => {
    const grants = grantsOf(connector, serverSettings);
    expect(grants.length).toBeGreaterThan(0);
    for (const grant of grants) {
      const addresses = 'authorizeUrl' in grant ? [grant.tokenUrl, grant.authorizeUrl] : [grant.tokenUrl];
      for (const address of addresses) expect(address).toMatch(/^(https:\/\/|\{origin\}\/)/);
      for (const { name, secret } of grant.fields)
        expect([name, secret]).toEqual([name, /secret|key|token|password/i.test(name)]);
      expect(z.array(z.string().regex(/^\S+$/)).safeParse(grant.scopes).success).toBe(true);
    }
  });
});
