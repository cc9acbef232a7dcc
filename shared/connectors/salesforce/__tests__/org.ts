import { connect } from '../../../connector-kit/connect.ts';
import { plainHttp as http } from '../../../connector-kit/simulator/plain-http.ts';
import type { ExternalData, ExternalPage } from '../../../domain/external.ts';
import { salesforce } from '../index.ts';
import { startSalesforceSimulator } from '../simulator/index.ts';

/** An org with the connector connected to it, and a hand of its users and its administrator. */
export async function openOrg(
  more: ExternalData = {},
  size: { readonly tasks?: number; readonly members?: number; readonly jwtPublicKey?: string } = {},
) {
  let time = Date.parse('2026-03-01T10:00:00.000Z');
  const now = () => new Date(time);
  const simulator = await startSalesforceSimulator({ tasks: 6, members: 4, now, ...size });
  const { clientId } = simulator.client;
  const accessToken = simulator.oauth.grants.issue('access', clientId, 'tests', null);
  const settings = { ...simulator.settings, ...more };
  const connection = { baseUrl: simulator.baseUrl, authType: 'OAUTH2', settings };
  const system = connect(salesforce, connection, { ...simulator.client, accessToken }, { http, now });
  const control = async (method: string, path: string, body?: object): Promise<unknown> => {
    const init = { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const text = await (await fetch(`${simulator.controlUrl}/${path}`, init)).text();
    return text === '' ? undefined : JSON.parse(text);
  };
  return {
    ...{ simulator, system, control, now, connection, accessToken },
    pass: (seconds: number) => {
      time += seconds * 1000;
    },
    /** What the sync reads of a stream. */
    async read(stream: string, since: string | null = null): Promise<ExternalPage> {
      const records: ExternalPage['records'][number][] = [];
      const deletedIds: string[] = [];
      let cursor: string | null = null;
      do {
        const page: ExternalPage = await system.list(stream, { since, cursor });
        records.push(...page.records);
        deletedIds.push(...page.deletedIds);
        cursor = page.next;
      } while (cursor !== null);
      return { records, deletedIds, next: null };
    },
  };
}
export type Org = Awaited<ReturnType<typeof openOrg>>;
