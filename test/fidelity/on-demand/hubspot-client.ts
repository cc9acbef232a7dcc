import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as z from 'zod';

/** The part of HubSpot's own client that is driven here; the client itself is installed for the occasion only. */
type Texts = { readonly [name: string]: string };
type Options = readonly string[] | undefined;
interface Row {
  readonly id: string;
  readonly properties: { readonly [name: string]: string | null };
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly associations?: {
    readonly [type: string]: { readonly results: readonly { readonly id: string }[] };
  };
}
interface Page<Item> {
  readonly results: readonly Item[];
  readonly paging?: { readonly next?: { readonly after: string } };
}
interface Basic {
  create(given: { readonly properties: Texts; readonly associations?: readonly object[] }): Promise<Row>;
  update(id: string, given: { readonly properties: Texts }): Promise<Row>;
  archive(id: string): Promise<void>;
  getById(
    id: string,
    properties?: Options,
    history?: Options,
    associations?: Options,
    archived?: boolean,
    idProperty?: string,
  ): Promise<Row>;
  getPage(
    limit?: number,
    after?: string,
    properties?: Options,
    history?: Options,
    associations?: Options,
    archived?: boolean,
  ): Promise<Page<Row>>;
}
interface Objects {
  readonly basicApi: Basic;
  readonly batchApi: {
    read(asked: object): Promise<Page<Row>>;
    upsert(asked: object): Promise<Page<Row>>;
  };
  readonly searchApi: { doSearch(asked: object): Promise<Page<Row> & { readonly total: number }> };
  getAll(limit?: number, after?: string, properties?: Options): Promise<readonly Row[]>;
}
interface Property {
  readonly name: string;
  readonly type: string;
  readonly hasUniqueValue?: boolean;
  readonly options: readonly { readonly value: string }[];
}
interface Associations {
  readonly basicApi: {
    createDefault(from: string, id: string, to: string, toId: string): Promise<unknown>;
    archive(from: string, id: string, to: string, toId: string): Promise<void>;
  };
  readonly batchApi: { getPage(from: string, to: string, asked: object): Promise<Page<unknown>> };
}
interface Client {
  apiRequest(request: { readonly path: string }): Promise<Response>;
  readonly crm: {
    readonly contacts: Objects;
    readonly companies: Objects;
    readonly objects: { readonly tasks: Objects };
    readonly associations: { readonly v4: Associations };
    readonly owners: {
      readonly ownersApi: { getPage(email?: string, after?: string, limit?: number): Promise<Page<Row>> };
    };
    readonly properties: {
      readonly coreApi: {
        getAll(type: string): Promise<Page<Property>>;
        create(type: string, definition: object): Promise<Property>;
      };
    };
  };
}

const shape = z.object({
  Client: z.custom<new (options: { readonly accessToken: string; readonly basePath: string }) => Client>(
    (value) => typeof value === 'function',
  ),
});

/** HubSpot's client as it was installed under this folder. */
export const hubspotClientIn = (folder: string | undefined) =>
  shape.parse(createRequire(join(folder ?? '', 'package.json'))('@hubspot/api-client')).Client;
