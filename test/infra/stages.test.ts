import { afterEach, describe, expect, it, vi } from 'vitest';
import { loadStage, stageNames } from '../../infra/stage.ts';
import { synthesizedTemplates } from '../support/templates.ts';
import { synthesize } from './system.ts';

afterEach(() => vi.unstubAllEnvs());

describe('the stages of infra/stages.json', () => {
  it('are dev, staging and production, and all of them are whole', () => {
    expect(stageNames()).toEqual(['dev', 'staging', 'production']);
    for (const name of stageNames()) expect(loadStage(name).name).toBe(name);
  });

  it('keep their data, but dev', () => {
    expect(stageNames().filter((name) => !loadStage(name).retain)).toEqual(['dev']);
  });

  it('are refused in words when they are none, or when a setting is unknown or makes no sense', () => {
    expect(() => loadStage('prod')).toThrow('only dev, staging, production');
    expect(() => loadStage('staging', { syncConcurrency: 1 })).toThrow(/syncConcurrency/);
    expect(() => loadStage('staging', { region: undefined })).toThrow('names its region');
    expect(() => loadStage('staging', JSON.parse('{ "colour": "green" }'))).toThrow(/colour/);
  });

  it('take issuer and address from the environment, and an empty one for none', () => {
    for (const [name, setting] of [
      ['ISSUER', 'issuer'],
      ['PUBLIC_BASE_URL', 'publicBaseUrl'],
    ] as const) {
      vi.stubEnv(name, 'https://given.example.org');
      expect(loadStage('staging')[setting]).toBe('https://given.example.org');
      for (const empty of ['', ' ']) {
        vi.stubEnv(name, empty);
        expect(loadStage('staging')).not.toHaveProperty(setting);
      }
      vi.stubEnv(name, 'no address');
      expect(() => loadStage('staging')).toThrow(setting);
      vi.unstubAllEnvs();
    }
  });

  it('with a domain have its address as their own', () => {
    const domain = { name: 'sync.example.org', hostedZoneId: 'Z1', zoneName: 'example.org' };
    expect(loadStage('production', { domain }).publicBaseUrl).toBe('https://sync.example.org');
    const made = JSON.stringify(synthesizedTemplates(loadStage('production', { domain })));
    for (const type of ['"Type":"A"', '"Type":"AAAA"', 'AWS::CertificateManager::Certificate'])
      expect(made).toContain(type);
  });

  it('have a budget of their own, and who is told of alerts is mailed before it is used up', () => {
    const [budget] = synthesize({ alertEmails: ['ops@example.org'] }).filter(
      ({ type }) => type === 'AWS::Budgets::Budget',
    );
    expect(budget?.properties).toMatchObject({
      Budget: {
        BudgetLimit: { Amount: 500, Unit: 'USD' },
        CostFilters: { TagKeyValue: ['user:stage$production'] },
      },
      NotificationsWithSubscribers: [
        { Notification: { Threshold: 80 }, Subscribers: [{ Address: 'ops@example.org' }] },
        { Notification: { NotificationType: 'FORECASTED', Threshold: 100 } },
      ],
    });
  });

  it('have a firewall that turns floods away from webhooks and from everything else, each by its own count', () => {
    const [firewall] = synthesize().filter(({ type }) => type === 'AWS::WAFv2::WebACL');
    const rules = JSON.stringify(firewall?.properties.Rules);
    expect(rules).toContain('"Limit":20000');
    expect(rules).toContain('"Limit":3000');
    expect(firewall?.properties).toMatchObject({ Scope: 'CLOUDFRONT', DefaultAction: { Allow: {} } });
    const [site] = synthesize().filter(({ type }) => type === 'AWS::CloudFront::Distribution');
    expect(JSON.stringify(site?.properties)).toContain('WebACLId');
  });
});
