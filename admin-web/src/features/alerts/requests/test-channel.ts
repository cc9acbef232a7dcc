import { useMutation } from '@tanstack/react-query';
import { alertRuleOperations } from '../../../../../shared/contract/alert-rules.ts';
import { useApi } from '../../../lib/session.ts';

/** Sends a message that says it is a trial; answers what came of it. */
export function useTestChannel(channel: 'email' | 'slack') {
  const api = useApi();
  return useMutation({
    mutationFn: () => api(alertRuleOperations.testChannel, { body: { channel } }),
  });
}
