import { describe, expect, it } from 'vitest';
import { acknowledged } from '../../infra/acknowledged.ts';
import { nag } from '../../infra/nag.ts';
import { loadStage, stageNames } from '../../infra/stage.ts';

const domain = { name: 'sync.example.org', hostedZoneId: 'Z1', zoneName: 'example.org' };
const found = stageNames().flatMap((name) => nag(loadStage(name)));

describe('cdk-nag, with the rules of AwsSolutions,', () => {
  it('finds nothing in any stage that is not acknowledged with a reason', () => {
    expect(found.length).toBeGreaterThan(10);
    expect(found.filter((finding) => finding.acknowledged === undefined)).toEqual([]);
  });

  it('finds each thing that is acknowledged: reasons for what is mended are taken away', () => {
    for (const each of acknowledged) {
      expect(
        found.filter((finding) => finding.acknowledged === each),
        each.because,
      ).not.toEqual([]);
      expect(each.because).toMatch(/^[A-Z].{20,}\.$/);
    }
  });

  it('has no complaint about the protocols of a stage with a name of its own', () => {
    const named = nag(loadStage('production', { domain, issuer: 'https://sign-in.example.org' }));
    expect(named.filter(({ rule }) => rule === 'AwsSolutions-CFR4')).toEqual([]);
    expect(named.filter((finding) => finding.acknowledged === undefined)).toEqual([]);
  });
});
