import type { LoneRecord, RecordPlace } from '../../domain/left-alone.ts';
import type { IntegrationMapping, LeftAlone } from '../../domain/mapping.ts';
import { actEntry } from '../conflicts/deps.ts';
import type { Refusal } from '../refusal.ts';
import { aloneEntry } from './audit-alone.ts';
import { movedMeanwhile, type PairActDeps, type Said, triesOfAct } from './deps.ts';
import { isUnlinkedAlready, type Stands } from './exclude.ts';
import { dropIntended, handOver, intend, type Look } from './look-at.ts';
import { standingOf } from './standing.ts';

/**
 * A record that was excluded takes part again. Both sides are looked at whole, so that what was edited meanwhile is merged
 * as always. A half that was left behind by a relink may take part by itself too.
 */
export async function includeRecord(
  deps: PairActDeps,
  place: RecordPlace,
  said: Said,
): Promise<Stands | Refusal> {
  for (let attempt = 0; attempt < triesOfAct; attempt++) {
    const standing = await standingOf(deps.pairs, place);
    if (standing.kind === 'unlinked') return isUnlinkedAlready(place);
    if (standing.kind === 'alone') {
      if (await takeUp(deps, standing.lone, said)) return {};
      continue;
    }
    if (standing.kind !== 'paired') return {};
    const { mapping: known } = standing;
    const { leftAlone: word } = known;
    if (word === undefined) return { mapping: known };
    if (said.version !== undefined && said.version !== known.version) return movedMeanwhile;
    const mapping = await includePair(deps, known, word, said);
    if (mapping !== undefined) return { mapping };
  }
  return movedMeanwhile;
}

async function includePair(
  deps: PairActDeps,
  known: IntegrationMapping,
  word: LeftAlone,
  { actor, reason }: Said,
): Promise<IntegrationMapping | undefined> {
  const at = deps.clock.now();
  const { leftAlone: _over, ...rest } = known;
  const version = known.version + 1;
  // Nothing counts as settled, so that runs look too.
  const mapping = { ...rest, version, lastExternalHash: '', lastLocalHash: '', updatedAt: at };
  const entry = actEntry(
    deps,
    {
      ...{ at, actor, action: 'pair.included', subject: known.id },
      ...{ before: { by: word.by, since: word.at, reason: word.reason }, after: { reason } },
    },
    version,
  );
  const items = await intend(deps, [await lookAt(deps, known, word, `include:${known.id}:${version}`)]);
  if ((await deps.pairs.act(mapping, entry)) === 'stale') {
    await dropIntended(deps, items);
    return undefined;
  }
  await handOver(deps, items);
  return mapping;
}

/** Ours may have been deleted since: any edit made over there meanwhile beats that. */
async function lookAt(
  { records, clock }: PairActDeps,
  { integrationId, resourceType, stream, internalId: recordId }: IntegrationMapping,
  word: LeftAlone,
  deliveryKey: string,
): Promise<Look> {
  const common = { integrationId, resourceType, stream, side: 'local', recordId, deliveryKey } as const;
  const isThere = (await records.get(resourceType, recordId)) !== undefined;
  return isThere
    ? { ...common, kind: 'upserted', receivedAt: clock.now() }
    : { ...common, kind: 'deleted', receivedAt: word.at };
}

async function takeUp(deps: PairActDeps, lone: LoneRecord, { actor, reason }: Said): Promise<boolean> {
  const { integrationId, resourceType, side, recordId, leftAlone: word } = lone;
  const at = deps.clock.now();
  const before = { by: word.by, since: word.at, reason: word.reason };
  const entry = aloneEntry(deps, lone, { actor, at, action: 'record.included', reason }, before);
  const names = await streamsOf(deps, lone);
  const looks = names.map(
    (stream): Look => ({
      ...{ integrationId, resourceType, stream, side, recordId, kind: 'upserted', receivedAt: at },
      deliveryKey: `include:${stream}:${word.at}`,
    }),
  );
  const items = await intend(deps, looks);
  if ((await deps.pairs.takeUp(lone, entry)) === 'stale') {
    await dropIntended(deps, items);
    return false;
  }
  await handOver(deps, items);
  return true;
}

/** Of a record of theirs nobody remembers the collection: where there are several, it is looked for in each. */
async function streamsOf(
  { integrations, connectors }: PairActDeps,
  { integrationId, resourceType, side }: LoneRecord,
): Promise<readonly string[]> {
  const integration = await integrations.get(integrationId);
  if (integration === undefined) return [];
  const streams = (await connectors.facts(integration.type)).streams(integration.settings);
  const names = streams.filter((item) => item.resourceType === resourceType).map(({ name }) => name);
  return side === 'local' ? names.slice(0, 1) : names;
}
