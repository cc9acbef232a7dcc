import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type * as z from 'zod/mini';
import { alertRuleOperations } from '../../../../../shared/contract/alert-rules.ts';
import type { Api } from '../../../lib/api.ts';
import { useApi } from '../../../lib/session.ts';

type Rules = z.output<typeof alertRuleOperations.listAlertRules.response>;
export type RuleView = Rules['rules'][number];
export type RuleChanges = Omit<z.input<typeof alertRuleOperations.changeAlertRule.body>, 'version'>;

const queryKey = ['alert-rules'];

export const alertRules = (api: Api) =>
  queryOptions({
    queryKey,
    queryFn: ({ signal }) => api(alertRuleOperations.listAlertRules, {}, signal),
  });

/** Changes one rule, as it was when version `version` was read. */
export function useChangeRule(ruleId: RuleView['id'], version: number) {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (changes: RuleChanges) =>
      api(alertRuleOperations.changeAlertRule, { params: { ruleId }, body: { ...changes, version } }),
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
}
