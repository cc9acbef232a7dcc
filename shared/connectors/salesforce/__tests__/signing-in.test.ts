import { generateKeyPairSync } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { connect, lookUpChoices } from '../../../connector-kit/connect.ts';
import { tokenIssuer } from '../../../connector-kit/oauth/issuer.ts';
import { plainHttp as http } from '../../../connector-kit/simulator/plain-http.ts';
import type { ExternalData } from '../../../domain/external.ts';
import type { SignInValues } from '../../../domain/sign-in.ts';
import type { TokenAnswer } from '../../../domain/tokens.ts';
import { salesforce } from '../index.ts';
import { type Org, openOrg } from './org.ts';

const open: Org[] = [];
afterEach(async () => {
  for (const org of open.splice(0)) await org.simulator.close();
});
async function started(...given: Parameters<typeof openOrg>) {
  const org = await openOrg(...given);
  open.push(org);
  const { baseUrl } = org.simulator;
  const target = { ...org.connection, type: 'SALESFORCE', baseUrl } as const;
  const issuer = tokenIssuer(async () => salesforce, { http, now: org.now });
  const tryWith = (values: SignInValues, answer: TokenAnswer) =>
    connect(
      salesforce,
      org.connection,
      { ...values, ...answer, lifetimeSeconds: '' },
      { http, now: org.now },
    ).test();
  return { ...org, target, issuer, tryWith };
}

describe('signing in at Salesforce', () => {
  test('the application by itself: a token that reads, and the address of the org with it', async () => {
    const { simulator, issuer, target, tryWith } = await started();
    const values = { grant: 'client-credentials', ...simulator.client };
    const answer = await issuer.renew(target, values);
    expect(answer.apiBaseUrl).toBe(simulator.baseUrl);
    expect(answer.refreshToken).toBeUndefined();
    expect(await tryWith(values, answer)).toMatchObject({ ok: true, account: 'Sync of BritePool' });
    await expect(issuer.renew(target, { ...values, clientSecret: 'wrong' })).rejects.toMatchObject({
      fault: { kind: 'unauthorized' },
    });
  });

  test('a person in the browser, with a proof; every renewal brings a new refresh token', async () => {
    const { simulator, issuer, target, tryWith } = await started();
    const values = { grant: 'authorization-code', ...simulator.client };
    const [verifier, redirectUri] = ['v'.repeat(43), 'https://britepool.example/api/oauth/callback'];
    const url = await issuer.authorizeUrl(target, values, { state: 's', verifier, redirectUri });
    expect(new URL(url).searchParams.get('scope')).toBe('api id refresh_token');
    const consent = await fetch(url, { redirect: 'manual' });
    const code = new URL(consent.headers.get('location') ?? '').searchParams.get('code') ?? '';
    const first = await issuer.exchange(target, values, { code, verifier, redirectUri });
    expect(await tryWith(values, first)).toMatchObject({ ok: true });
    const { refreshToken = '' } = first;
    const second = await issuer.renew(target, { ...values, refreshToken });
    expect(second.refreshToken).not.toBe(refreshToken);
    await expect(issuer.renew(target, { ...values, refreshToken })).rejects.toMatchObject({
      fault: { kind: 'unauthorized' },
    });
  });

  test('a user of the org by a signed assertion, addressed to the org’s own address', async () => {
    const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const jwtPublicKey = String(keys.publicKey.export({ type: 'spki', format: 'pem' }));
    const { simulator, issuer, target, tryWith } = await started({}, { jwtPublicKey });
    const values = {
      ...{ grant: 'jwt-bearer', clientId: simulator.client.clientId, username: simulator.username },
      privateKey: String(keys.privateKey.export({ type: 'pkcs8', format: 'pem' })),
    };
    expect(await tryWith(values, await issuer.renew(target, values))).toMatchObject({ ok: true });
    const others = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const privateKey = String(others.privateKey.export({ type: 'pkcs8', format: 'pem' }));
    await expect(issuer.renew(target, { ...values, privateKey })).rejects.toMatchObject({
      fault: { kind: 'unauthorized' },
    });
  });
});

describe('the connection test', () => {
  const failed = ({ steps }: Awaited<ReturnType<Org['system']['test']>>) => steps.find(({ ok }) => !ok);

  test('names the fields that the user does not see, and where to allow them', async () => {
    const { control, system } = await started();
    await control('PUT', 'org', { hiddenFields: ['Contact.Email', 'Task.Status'] });
    expect(failed(await system.test())).toMatchObject({
      step: 'may-read',
      message: expect.stringMatching(/Contact\.Email, Task\.Status/),
      cure: expect.stringContaining('Permission Sets'),
    });
  });

  test('tells of a version that the org does not have', async () => {
    const { system } = await started({ apiVersion: '99.0' });
    expect(failed(await system.test())).toMatchObject({ message: expect.stringContaining('v99.0') });
  });
});

describe('what an admin chooses from', () => {
  const look = async (field: string, given: ExternalData = { apiVersion: '67.0' }) => {
    const { connection, accessToken, now } = await started();
    return lookUpChoices(
      salesforce,
      { ...connection, settings: {} },
      { accessToken },
      { http, now },
      { field, given },
    );
  };

  test('are the versions, the newest first, and the user’s own time zone before all others', async () => {
    expect((await look('apiVersion', {}))[0]).toEqual({ id: '67.0', label: "67.0 (Summer '26)" });
    expect((await look('timeZone', {}))[0]).toEqual({ id: 'Europe/Berlin', label: 'Europe/Berlin' });
  });

  test('are record types of contacts, types of campaigns and users', async () => {
    expect(await look('contactRecordTypeId')).toEqual([{ id: '012Wx0000000001IAA', label: 'Neighbour' }]);
    expect((await look('campaignType')).map(({ id }) => id)).toEqual(['Committee', 'Conference', 'Email']);
    expect(await look('ownerId')).toEqual([
      { id: expect.stringMatching(/^005/), label: 'Sync of BritePool' },
    ]);
    expect(await look('ownerId', {})).toEqual([]);
  });

  test('are the fields in which a key can be kept: external ids, and texts of activities', async () => {
    expect((await look('keyFields')).map(({ id }) => id)).toEqual([
      ...['Contact.BritePool_Key__c', 'Task.BritePool_Key__c', 'Event.BritePool_Key__c'],
      ...['Campaign.BritePool_Key__c', 'CampaignMember.BritePool_Key__c'],
    ]);
  });
});

test('fields of the org are told with their choices; what a formula fills cannot be written', async () => {
  const { system } = await started();
  const fields = await system.discoverFields('contacts');
  expect(fields).toEqual(
    expect.arrayContaining([
      { path: 'Title', label: 'Title', type: 'text', writable: true },
      { path: 'Joined__c', label: 'Joined', type: 'date', writable: true },
      { path: 'Hours__c', label: 'Hours this year', type: 'number', writable: false },
      {
        ...{ path: 'Garden__c', label: 'Garden', type: 'choice', writable: true },
        options: [
          { id: 'North', label: 'North' },
          { id: 'South', label: 'South' },
        ],
      },
    ]),
  );
  const paths = fields.map(({ path }) => path);
  for (const mapped of ['Name', 'FirstName', 'LastName', 'Email', 'BritePool_Key__c', 'Id'])
    expect(paths).not.toContain(mapped);
});
