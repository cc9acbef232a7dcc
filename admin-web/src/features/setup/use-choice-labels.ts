import { useQueryClient } from '@tanstack/react-query';
import type { Choice } from './requests/look-up-choices.ts';

/** What the other system calls something that was chosen, as far as it was looked up on this page; else its id. */
export function useChoiceLabels(): (id: string) => string {
  const found = useQueryClient()
    .getQueriesData<readonly Choice[]>({ queryKey: ['choices'] })
    .flatMap(([, choices]) => choices ?? []);
  return (id) => found.find((choice) => choice.id === id)?.label ?? id;
}
