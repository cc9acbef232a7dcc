/** Every version lives for 18 months; v1 to v4 end in 2027. https://developers.hubspot.com/docs/developer-tooling/platform/versioning */
export const version = '2026-09';

/** The types of object that are synced. */
export type ObjectType = 'contacts' | 'companies' | 'tasks' | 'meetings';

export const account = `/account-info/${version}/details`;
export const owners = `/crm/owners/${version}`;
export const propertiesOf = (type: ObjectType): string => `/crm/properties/${version}/${type}`;
export const objectsOf = (type: ObjectType): string => `/crm/objects/${version}/${type}`;
export const objectOf = (type: ObjectType, id: string): string =>
  `${objectsOf(type)}/${encodeURIComponent(id)}`;
export const linksOf = (from: ObjectType, to: ObjectType): string =>
  `/crm/associations/${version}/${from}/${to}/batch/read`;
export const linkOf = (from: ObjectType, id: string, to: ObjectType, toId: string): string =>
  `${objectOf(from, id)}/associations/${to}/${encodeURIComponent(toId)}`;
/** The association without a label. */
export const plainLinkOf = (from: ObjectType, id: string, to: ObjectType, toId: string): string =>
  `${objectOf(from, id)}/associations/default/${to}/${encodeURIComponent(toId)}`;
