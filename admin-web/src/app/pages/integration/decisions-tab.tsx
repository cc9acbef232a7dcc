import { ConflictList } from '../../../features/decisions/conflict-list.tsx';
import { DeletionList } from '../../../features/decisions/deletion-list.tsx';
import { MatchList } from '../../../features/decisions/match-list.tsx';
import { useIntegration } from '../../../features/integrations/integration-frame.tsx';
import { otherSide } from '../../../lib/glossary.ts';

/** Everything that waits for somebody in one integration. */
export function DecisionsTab() {
  const integration = useIntegration();
  const other = () => otherSide(integration);
  return (
    <>
      <section className="stack" aria-labelledby="clashes">
        <h2 id="clashes">Both sides changed</h2>
        <ConflictList search={{ integrationId: integration.id }} otherOf={other} />
      </section>
      <section className="stack" aria-labelledby="matches">
        <h2 id="matches">Which is which</h2>
        <MatchList integrations={[integration]} />
      </section>
      <section className="stack" aria-labelledby="deletions">
        <h2 id="deletions">Deletions</h2>
        <DeletionList integrationId={integration.id} otherOf={other} />
      </section>
    </>
  );
}
