import { httpClient } from '../../../shared/adapters/http/http-client.ts';
import { connect } from '../../../shared/connector-kit/connect.ts';
import type { RunningSubject, Subject } from '../../../shared/connector-kit/simulator/subject.ts';
import type { AnyConnector } from '../../../shared/connectors/registry.ts';
import type { ExternalPage, ExternalSystem } from '../../../shared/domain/external.ts';

const http = httpClient({ allowLoopback: true, timeoutMs: 5000, maxBytes: 16 * 1_048_576 });

/** A simulator with the real connector connected to it over loopback HTTP. */
export async function openSession(
  connector: AnyConnector,
  subject: Subject,
  size = { tasks: 12, members: 4 },
) {
  let time = Date.parse('2026-03-01T10:00:00.000Z');
  const now = () => new Date(time);
  const running = await subject.start({ ...size, now });
  const systemFor = (baseUrl: string, credentials: RunningSubject['credentials']): ExternalSystem =>
    connect(connector, { baseUrl, authType: subject.authType, settings: running.settings }, credentials, {
      http,
      now,
    });
  return {
    running,
    now,
    pass: (seconds: number) => {
      time += seconds * 1000;
    },
    system: systemFor(running.baseUrl, running.credentials),
    systemFor,
    /** A user of the vendor changes a record. */
    async edit(id: string, changes: object): Promise<void> {
      const url = `${running.controlUrl}/${subject.writable.collection}/${id}`;
      const response = await fetch(url, { method: 'PATCH', body: JSON.stringify(changes) });
      if (!response.ok) throw new Error(`The simulator refused the edit: ${response.status}`);
    },
  };
}
export type Session = Awaited<ReturnType<typeof openSession>>;

/** Every page of a stream. */
export async function readAll(
  system: ExternalSystem,
  stream: string,
  since: string | null = null,
): Promise<readonly ExternalPage[]> {
  const pages: ExternalPage[] = [];
  let cursor: string | null = null;
  do {
    const page: ExternalPage = await system.list(stream, { since, cursor });
    pages.push(page);
    cursor = page.next;
  } while (cursor !== null && pages.length < 200);
  return pages;
}
