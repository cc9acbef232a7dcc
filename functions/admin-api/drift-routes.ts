import { type AskDeps, askForRound } from '../../shared/application/drift/ask-for-round.ts';
import type { driftOperations } from '../../shared/contract/drift.ts';
import { addSeconds } from '../../shared/domain/dates.ts';
import { type DriftResult, type DriftRound, shareEqual } from '../../shared/domain/drift.ts';
import { accepted } from '../runtime/http/refusals.ts';
import type { Routes } from '../runtime/http/serve.ts';
import { given } from './given.ts';
import { type ApiDeps, findIntegration } from './integration-routes.ts';
import { titlesOf } from './titles.ts';

const keptSeconds = 90 * 86_400;

/** How much of both sides is equal. */
export const driftRoutes = (deps: ApiDeps & AskDeps): Routes<typeof driftOperations> => ({
  async getDrift({ params }) {
    const { id } = await findIntegration(deps, params.id);
    const [round, history] = await Promise.all([
      deps.drift.get(id),
      deps.drift.history(id, addSeconds(deps.clock.now(), -keptSeconds)),
    ]);
    const differences = round?.differences ?? [];
    const titles = await titlesOf(
      deps.records,
      differences.map(({ resourceType, internalId: resourceId }) => ({ resourceType, resourceId })),
    );
    const goesOn = round !== undefined && round.endedAt === undefined;
    const [last] = history;
    return {
      running: goesOn ? { ...resultView(round), expected: round.expected ?? null } : null,
      last: last === undefined ? null : endedView(last),
      differences: differences.map((each) => ({ ...each, ...given({ title: titles.get(each.internalId) }) })),
      skipped: (round?.skipped ?? []).map((each) => ({ ...each })),
      history: history.map(endedView),
    };
  },
  async checkDrift({ params, caller }) {
    const { round } = accepted(await askForRound(deps, params.id, caller.id));
    return { success: true, id: round.id, startedAt: round.startedAt };
  },
});

const resultView = ({
  id,
  startedAt,
  startedBy,
  counts,
  requests,
}: Omit<DriftRound, 'endedAt'> | DriftResult) => ({
  ...{ id, startedAt, startedBy, requests },
  counts: { ...counts },
  share: shareEqual(counts),
});
const endedView = (result: DriftResult) => ({ ...resultView(result), endedAt: result.endedAt });
