import { Link } from '@tanstack/react-router';
import { TriangleAlert, Unplug } from 'lucide-react';
import type { IntegrationView } from '../../../../shared/contract/integrations.ts';
import { otherSide, type Standing } from '../../lib/glossary.ts';
import { counted } from '../../lib/words.ts';
import { standingOf } from './need.ts';

const told: { readonly [standing in Standing]?: { readonly tone: string; readonly word: string } } = {
  stopped: { tone: 'bad', word: 'stopped' },
  struggling: { tone: 'warn', word: 'struggling' },
  'to-decide': { tone: 'warn', word: 'waits for a decision' },
};

function reasonOf({ stats, lastErrorMessage, ...integration }: IntegrationView, standing: Standing): string {
  if (standing === 'to-decide') {
    return `Both sides changed ${counted(stats.pendingConflicts, 'record')} in different ways. Nothing is lost; somebody chooses.`;
  }
  return lastErrorMessage ?? `${otherSide(integration)} does not answer as it should.`;
}

/** What somebody should look at, and why; nothing when all is well. */
export function Attention({
  integration,
  linked = true,
}: {
  integration: IntegrationView;
  linked?: boolean;
}) {
  const standing = standingOf(integration);
  const note = told[standing];
  if (note === undefined) return null;
  const Icon = standing === 'stopped' ? Unplug : TriangleAlert;
  return (
    <div className={`note ${note.tone}`}>
      <Icon aria-hidden />
      <div className="grow">
        <strong>
          {integration.name}: {note.word}
        </strong>
        <p>{reasonOf(integration, standing)}</p>
      </div>
      {linked && (
        <Link
          className="button"
          to="/integrations/$id"
          params={{ id: integration.id }}
          aria-label={`Have a look at ${integration.name}`}
        >
          Have a look
        </Link>
      )}
    </div>
  );
}
