import { connect, lookUpChoices } from '../../../shared/connector-kit/connect.ts';
import type { HttpClient } from '../../../shared/connector-kit/http.ts';
import type { RunningSubject, Subject } from '../../../shared/connector-kit/simulator/subject.ts';
import type { AnyConnector } from '../../../shared/connectors/registry.ts';
import { startTarget } from '../support/target.ts';
import { perform, type Samples, type Step } from './programme.ts';
import type { Exchange } from './watched.ts';

interface Wired {
  readonly http: HttpClient;
  readonly taken: () => readonly Exchange[];
  readonly now: () => Date;
}

/** The programme of a connector that is connected at this address. */
export async function performAt(
  baseUrl: string,
  { settings: given, credentials }: Pick<RunningSubject, 'settings' | 'credentials'>,
  what: { readonly connector: AnyConnector; readonly subject: Subject; readonly samples: Samples },
  { http, taken, now }: Wired,
): Promise<readonly Step[]> {
  const { connector, subject, samples } = what;
  const connection = { baseUrl, authType: subject.authType, settings: given };
  const deps = { http, now };
  const target = await startTarget();
  const lookUp = (field: string) => () =>
    lookUpChoices(connector, connection, credentials, deps, { field, given });
  try {
    return await perform({
      system: connect(connector, connection, credentials, deps),
      streams: Object.keys(connector.streams(connector.settings.parse(given))),
      samples,
      target: { url: (key) => `${target.url}/?hook=${key}`, secret: 'a-secret-of-ours' },
      lookUps: Object.fromEntries(
        Object.keys(connector.choices ?? {}).map((field) => [field, lookUp(field)]),
      ),
      taken,
    });
  } finally {
    target.close();
  }
}
