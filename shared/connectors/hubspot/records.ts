import type { Call } from '../../connector-kit/connector.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import type { ExternalData, ExternalRecord } from '../../domain/external.ts';
import { objectOf } from './addresses.ts';
import type { Kind, Links } from './kinds.ts';
import { linksIn } from './links.ts';
import { provedGone } from './proof.ts';
import { type HubSpotObject, object, type Settings } from './schema.ts';
import { stamp } from './stamp.ts';

/** What is asked of each record; names that the account does not know are passed over by HubSpot. */
export const asked = ({ settings }: Call<Settings>, kind: Kind): readonly string[] => [
  ...new Set([
    ...kind.properties,
    ...(settings.properties ?? []).flatMap((chosen) => {
      const [type, name = ''] = chosen.split('.');
      return type === kind.type ? [name] : [];
    }),
    ...(kind.stamped ? [stamp] : []),
  ]),
];

export const linkedTypes = (kind: Kind) => Object.values(kind.links).map(({ to }) => to);

/** How one record and a list of them are asked for, associations included. */
export const readQuery = (call: Call<Settings>, kind: Kind) => ({
  properties: asked(call, kind).join(','),
  associations: linkedTypes(kind).join(',') || undefined,
});

/** The record with all its associations. */
export async function withLinks(
  call: Call<Settings>,
  kind: Kind,
  item: HubSpotObject,
): Promise<ExternalRecord> {
  const links: Record<string, readonly string[]> = {};
  for (const to of linkedTypes(kind)) links[to] = await linksIn(call, kind.type, item, to);
  return toRecord(call, kind, item, links);
}

export function toRecord(
  { settings }: Call<Settings>,
  kind: Kind,
  { id, properties, updatedAt }: HubSpotObject,
  links: Links,
): ExternalRecord {
  const { [stamp]: ownKey, ...values } = properties;
  const own = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value || null]));
  const linked = Object.fromEntries(
    Object.entries(kind.links).map(([field, { to }]) => [field, links[to]?.[0] ?? null]),
  );
  const data: ExternalData = { ...own, ...kind.derive(properties, settings), ...linked };
  return { id, data, updatedAt: new Date(updatedAt).toISOString(), ...(ownKey ? { ownKey } : {}) };
}

/**
 * A record that was merged into another is answered as that other one: under its own id it is gone, and the other is
 * read as what it is.
 */
export async function getRecord(
  call: Call<Settings>,
  kind: Kind,
  id: string,
): Promise<ExternalRecord | 'gone'> {
  const response = await call.send(
    { method: 'GET', path: objectOf(kind.type, id), query: readQuery(call, kind) },
    { accept: [404] },
  );
  if (response.status === 404) return provedGone(call, kind, id);
  const item = parseResponse(response, object, `The ${kind.what}`);
  return item.id === id ? withLinks(call, kind, item) : 'gone';
}
