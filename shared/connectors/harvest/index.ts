import { type Call, defineConnector } from '../../connector-kit/connector.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import type { ConnectionStep } from '../../domain/external.ts';
import { choices } from './choices.ts';
import { manifest } from './manifest.ts';
import { company, me, type Settings, settings } from './schema.ts';
import { streams } from './streams.ts';

export const harvest = defineConnector<Settings>({
  manifest,
  settings,
  authorize: (_authType, credentials, chosen) => ({
    headers: {
      authorization: `Bearer ${credentials.accessToken ?? credentials.token ?? ''}`,
      ...(chosen === undefined ? {} : { 'harvest-account-id': chosen.accountId }),
    },
  }),
  choices,
  async test(call) {
    const account = parseResponse(await call.send({ method: 'GET', path: '/users/me' }), me, 'The account');
    const name = `${account.first_name} ${account.last_name}`.trim();
    return {
      apiVersion: 'v2',
      account: name,
      steps: [
        { step: 'signed-in', ok: true, message: `Signed in as ${name}.` },
        mayRead(account.access_roles),
        await mayWrite(call),
      ],
    };
  },
  streams: () => streams,
  classify(response) {
    if (response.status !== 401) return undefined;
    return {
      kind: 'unauthorized',
      message: 'Harvest refuses the token, or the token does not belong to the chosen account.',
      httpStatus: 401,
    };
  },
});

/** Others see a part of the entries only, and the missing ones would look as if they were deleted. */
const mayRead = (roles: readonly string[]): ConnectionStep =>
  roles.includes('administrator')
    ? { step: 'may-read', ok: true, message: 'All people and time entries can be read.' }
    : {
        step: 'may-read',
        ok: false,
        message: 'This account sees only a part of the time entries.',
        cure: 'Use the token of an administrator, or make this account one (Team → the person → Permissions).',
      };

async function mayWrite(call: Call<Settings>): Promise<ConnectionStep> {
  const response = await call.send({ method: 'GET', path: '/company' });
  const { wants_timestamp_timers } = parseResponse(response, company, 'The company');
  return wants_timestamp_timers
    ? {
        step: 'may-write',
        ok: true,
        message: 'Entries can be changed; this account tracks start and end times, so no new ones are made.',
      }
    : { step: 'may-write', ok: true, message: 'Entries can be made and changed.' };
}
