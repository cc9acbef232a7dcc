import { httpClient } from '../../../shared/adapters/http/http-client.ts';
import { runPages } from '../../../shared/application/jobs/run-pages.ts';
import { startJob } from '../../../shared/application/jobs/start-job.ts';
import type { Connectors } from '../../../shared/application/ports.ts';
import { loadWork } from '../../../shared/application/sync/context.ts';
import { processChanges } from '../../../shared/application/sync/process-changes.ts';
import { connect } from '../../../shared/connector-kit/connect.ts';
import type { Connector } from '../../../shared/connector-kit/connector.ts';
import { factsOf } from '../../../shared/connector-kit/connector-facts.ts';
import { record } from '../../../shared/connector-kit/parse.ts';
import { genericRest } from '../../../shared/connectors/generic-rest/index.ts';
import { startGenericSimulator } from '../../../shared/connectors/generic-rest/simulator/index.ts';
import type { Integration } from '../../../shared/domain/integration.ts';
import { dataTypes, type ResourceType } from '../../../shared/domain/resources.ts';
import { connectedWorld, message } from '../../application/support/world.ts';
import { anIntegration } from '../../contract/support/samples.ts';

const http = httpClient({ allowLoopback: true, timeoutMs: 5000, maxBytes: 16 * 1_048_576 });

interface Simulated {
  readonly baseUrl: string;
  readonly controlUrl: string;
  readonly credentials: { readonly [field: string]: string };
  readonly settings: object;
  close(): Promise<void>;
}
interface Options {
  readonly tasks: number;
  readonly members: number;
  readonly now: () => Date;
}

/** A REST system with every kind of record, connected by settings alone, all of it in this process. */
export const community = () => connected(genericRest, startGenericSimulator);

/** A system with all that it has, connected in this process, as the integration `int-rest`. */
export async function connected<Settings, Simulator extends Simulated>(
  connector: Connector<Settings>,
  start: (options: Options) => Promise<Simulator>,
  more: Partial<Integration> = {},
) {
  const world = await connectedWorld();
  const now = () => new Date(world.clock.now());
  const simulator = await start({ tasks: 12, members: 6, now });
  const connectors: Connectors = {
    facts: async () => factsOf(connector),
    connect: async (integration, credentials) => connect(connector, integration, credentials, { http, now }),
  };
  const base = { ...world.deps, connectors };
  const deps = { ...base, context: (id: string) => loadWork(base, id) };
  const settings = record.parse(simulator.settings);
  const integration = anIntegration({
    ...{ id: 'int-rest', name: 'Community', type: connector.manifest.type },
    ...{ baseUrl: simulator.baseUrl, settings, dataTypes: [...dataTypes], ...more },
  });
  await deps.integrations.create(integration);
  await deps.secrets.saveCredentials(integration.id, simulator.credentials);
  const system = await connectors.connect(integration, simulator.credentials);
  const facts = await connectors.facts(connector.manifest.type);
  for (const set of facts.defaultFieldMappings(settings))
    await deps.fieldMappings.save({ ...set, schemaVersion: 1, integrationId: integration.id, version: 1 });

  /** Works until neither queue holds anything. */
  async function settle(): Promise<void> {
    for (let round = 0; round < 30; round++) {
      const [pages, changes] = [world.jobQueue.takeAll(), world.changes.takeAll()];
      if (pages.length + changes.length === 0) return;
      for (const page of pages) if (page.kind === 'page') await runPages(deps, page, () => true);
      if (changes.length > 0)
        await processChanges(
          deps,
          changes.map((change) => message(change)),
        );
    }
    throw new Error('The work does not end.');
  }
  return {
    world,
    deps,
    simulator,
    system,
    settle,
    async run(): Promise<void> {
      const started = await startJob(deps, integration, {
        ...{ jobType: 'MANUAL_SYNC', startedBy: 'ada', fullSync: true },
      });
      if (started.outcome !== 'started') throw new Error('The run did not start.');
      await settle();
    },
    /** Our records of a kind by the external id of their pair. */
    ours(type: ResourceType) {
      const pairs = [...world.memory.mappings.values()].filter(({ resourceType }) => resourceType === type);
      return new Map(
        pairs.map(({ externalId, internalId }) => [
          externalId,
          world.memory.records.get(JSON.stringify([type, internalId])),
        ]),
      );
    },
    /** A user of the other system reads or changes a record. */
    async over(collection: string, id: string, changes?: object): Promise<unknown> {
      const init = changes === undefined ? {} : { method: 'PATCH', body: JSON.stringify(changes) };
      const response = await fetch(`${simulator.controlUrl}/${collection}/${id}`, init);
      return response.json();
    },
  };
}
