import type { ExternalPage } from '../../domain/external.ts';
import type { Integration } from '../../domain/integration.ts';
import type { IntegrationMapping } from '../../domain/mapping.ts';
import type { ResourceType } from '../../domain/resources.ts';
import type { PairStore } from '../ports.ts';
import { noteTrouble, type TroubleDeps } from '../sync/integration-trouble.ts';

/** Enough to find a pair that is still linked. */
const pairsToLookAt = 100;

/**
 * A whole list without a single record, though records are linked: nothing follows from it, but an admin is told, since
 * that is how an account looks that may see nothing any more.
 */
export async function tellOfEmptyList(
  deps: TroubleDeps & { readonly pairs: Pick<PairStore, 'list'> },
  integration: Integration,
  stream: { readonly name: string; readonly resourceType: ResourceType },
  page: ExternalPage,
): Promise<void> {
  if (page.records.length > 0 || page.next !== null) return;
  const { resourceType, name } = stream;
  const { items } = await deps.pairs.list(integration.id, { resourceType }, { limit: pairsToLookAt });
  if (!items.some((mapping) => mapping.stream === name && isUnexplained(mapping))) return;
  await noteTrouble(deps, integration, {
    kind: 'drifted',
    message: `The other system’s list of "${name}" is empty, though records are linked to it. Nothing was deleted. Check what our account there may see.`,
  });
}

/** Of a deletion that was followed or waits for an admin somebody is told already; of what is left alone nobody asks. */
const isUnexplained = ({ parted, awaiting, leftAlone }: IntegrationMapping): boolean =>
  parted === undefined && awaiting === undefined && leftAlone === undefined;
