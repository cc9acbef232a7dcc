import { onTestFinished } from 'vitest';
import { connect } from '../../../connector-kit/connect.ts';
import { plainHttp as http } from '../../../connector-kit/simulator/plain-http.ts';
import { clickup } from '../index.ts';
import { startClickUpSimulator } from '../simulator/index.ts';

export const now = () => new Date('2026-03-01T10:00:00.000Z');

/** The connector at the simulated ClickUp, and what it asked there. */
export async function workspace(settings: object = {}, size: object = { tasks: 6, members: 4 }) {
  const simulator = await startClickUpSimulator({ ...size, now });
  onTestFinished(() => simulator.close());
  const sent: string[] = [];
  const watched: typeof http = {
    send(request) {
      sent.push(`${request.method} ${request.url.pathname.replace('/api/v2', '')}`);
      return http.send(request);
    },
  };
  const connection = {
    ...{ baseUrl: simulator.baseUrl, authType: 'API_KEY' },
    settings: { ...simulator.settings, ...settings },
  };
  const system = connect(clickup, connection, simulator.credentials, { http: watched, now });
  const hide = (...ids: readonly string[]) =>
    fetch(`${simulator.controlUrl}/hidden`, { method: 'PUT', body: JSON.stringify({ ids }) });
  return { simulator, system, sent, hide, state: simulator.state };
}
