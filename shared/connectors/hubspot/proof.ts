import type { Call, Send } from '../../connector-kit/connector.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import { FaultError } from '../../domain/fault.ts';
import * as at from './addresses.ts';
import type { Kind } from './kinds.ts';
import { account, type Settings } from './schema.ts';

/** The account that the key belongs to; `unknown` where the key may not ask. */
export async function accountOf(send: Send) {
  const response = await send({ method: 'GET', path: at.account }, { accept: [403, 404] });
  return response.status >= 400 ? ('unknown' as const) : parseResponse(response, account, 'The account');
}

/**
 * `gone` where HubSpot lists the record as deleted, or never had it in this account: a key of another account finds
 * none of them either, and would look like a mass deletion.
 */
export async function provedGone(
  call: Call<Settings>,
  kind: Pick<Kind, 'type'>,
  id: string,
): Promise<'gone'> {
  const response = await call.send(
    { method: 'GET', path: at.objectOf(kind.type, id), query: { archived: true } },
    { accept: [404] },
  );
  if (response.status !== 404) return 'gone';
  const known = await accountOf(call.send);
  if (known === 'unknown' || known.portalId === call.settings.portalId) return 'gone';
  throw new FaultError({
    kind: 'forbidden',
    message: 'The key belongs to another HubSpot account than the chosen one.',
  });
}
