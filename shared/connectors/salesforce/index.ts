import { type Call, defineConnector } from '../../connector-kit/connector.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import type { ConnectionStep } from '../../domain/external.ts';
import { budget } from './budget.ts';
import { choices } from './choices.ts';
import { discoverFields } from './custom-fields.ts';
import { classify } from './faults.ts';
import { manifest } from './manifest.ts';
import { lookAround } from './permissions.ts';
import { userInfoPath } from './proof.ts';
import { pathOf } from './rows.ts';
import { type Settings, settings, userInfo } from './schema.ts';
import { streams } from './streams.ts';

export const salesforce = defineConnector<Settings>({
  manifest,
  settings,
  authorize: (_authType, { accessToken = '' }) => ({ headers: { authorization: `Bearer ${accessToken}` } }),
  choices,
  discoverFields,
  budget,
  async test(call) {
    const apiVersion = `v${call.settings.apiVersion}`;
    const known = await call.send({ method: 'GET', path: pathOf(call, '/') }, { accept: [404] });
    const user = await whoAmI(call);
    if (user === undefined) return { apiVersion, steps: [noIdentity] };
    const seen = known.status === 404 ? [noVersion(apiVersion)] : await lookAround(call);
    return { apiVersion, account: user.name, steps: [signedIn(user.name), ...seen] };
  },
  streams: () => streams,
  classify,
});

async function whoAmI(call: Call<Settings>) {
  const response = await call.send({ method: 'GET', path: userInfoPath }, { accept: [403] });
  return response.status === 403 ? undefined : parseResponse(response, userInfo, 'The user');
}

const signedIn = (name: string): ConnectionStep => ({
  step: 'signed-in',
  ok: true,
  message: `Signed in as ${name}.`,
});
const noIdentity: ConnectionStep = {
  step: 'signed-in',
  ok: false,
  message: 'Salesforce lets the app in, but does not tell as whom.',
  cure: 'Add the scope “Access the identity URL service (id, profile, email, address, phone)” to the app, then sign in again.',
};
const noVersion = (version: string): ConnectionStep => ({
  step: 'may-read',
  ok: false,
  message: `This org has no version ${version} of the API.`,
  cure: 'Choose one of the versions that are offered.',
});
