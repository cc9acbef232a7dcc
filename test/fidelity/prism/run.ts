import type { Subject } from '../../../shared/connector-kit/simulator/subject.ts';
import type { AnyConnector } from '../../../shared/connectors/registry.ts';
import type { ExternalData } from '../../../shared/domain/external.ts';
import { performAt } from './perform-at.ts';
import type { Prism } from './prism.ts';
import type { Samples, Step } from './programme.ts';
import { watched } from './watched.ts';

export interface Checked {
  readonly connector: AnyConnector;
  readonly subject: Subject;
  readonly samples: Samples;
  readonly description: string;
  /** Settings that fit the description, whose paths begin at its root, where the simulator is another system. */
  readonly settings?: ExternalData;
}

const now = () => new Date('2026-03-01T10:00:00.000Z');

/** The connector against answers that Prism makes of the description. */
export const againstMock = (prism: Prism, checked: Checked): Promise<readonly Step[]> =>
  work(prism, checked, () => undefined);

/** The connector against its simulator, with Prism between them that checks both ways. */
export const throughProxy = (prism: Prism, checked: Checked): Promise<readonly Step[]> =>
  work(prism, checked, ({ baseUrl }, { described, spoken }) =>
    baseUrl.slice(0, baseUrl.length - (spoken.length - described.length)),
  );

interface Paths {
  /** Where the description's paths begin, and where the connector's do. */
  readonly described: string;
  readonly spoken: string;
}

async function work(
  prism: Prism,
  checked: Checked,
  upstreamOf: (running: { readonly baseUrl: string }, paths: Paths) => string | undefined,
): Promise<readonly Step[]> {
  const { connector, subject, description, settings } = checked;
  const running = await subject.start({ tasks: 12, members: 4, now });
  const spoken = settings === undefined ? pathOf(connector.manifest.defaultBaseUrl ?? running.baseUrl) : '';
  const paths = { described: pathOf(serverIn(description)), spoken };
  const checker = await prism.check(description, upstreamOf(running, paths));
  try {
    const baseUrl = `${checker.url}${spoken.slice(paths.described.length)}`;
    return await performAt(
      baseUrl,
      { ...running, ...(settings === undefined ? {} : { settings }) },
      checked,
      {
        ...watched(),
        now,
      },
    );
  } finally {
    await checker.close();
    await running.close();
  }
}

const pathOf = (url: string): string => new URL(url).pathname.replace(/\/$/, '');

/** The first server that the description names, in JSON or YAML. */
const serverIn = (description: string): string =>
  /"?servers"?:\s*\[?\s*(?:- |\{)\s*"?url"?:\s*"?([^\s",]+)/.exec(description)?.[1] ?? 'http://nowhere';
