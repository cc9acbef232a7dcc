import type { IntegrationView } from '../../../../shared/contract/integrations.ts';
import { NeedNote } from './needs/need-note.tsx';
import { needOf } from './needs/needs.ts';

/** What this integration suffers from and what mends it; nothing when all is well. */
export function Attention({ integration }: { readonly integration: IntegrationView }) {
  const need = needOf(integration);
  return need === undefined ? null : <NeedNote need={need} />;
}
