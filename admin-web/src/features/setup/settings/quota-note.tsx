import { useQuery } from '@tanstack/react-query';
import type { IntegrationView } from '../../../../../shared/contract/integrations.ts';
import { useApi } from '../../../lib/session.ts';
import { quota } from '../requests/quota.ts';

/** Whether the chosen rhythm fits into what the other system allows; says nothing while that is not known. */
export function QuotaNote({
  id,
  frequency,
}: {
  readonly id: string;
  readonly frequency: IntegrationView['syncFrequency'];
}) {
  const { data } = useQuery(quota(useApi(), id, frequency));
  return (
    <p role="status" className={data?.fits === false ? 'note warn' : 'small soft'}>
      {data?.sentences.join(' ')}
    </p>
  );
}
