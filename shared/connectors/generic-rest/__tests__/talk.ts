import { recorded } from '../../../connector-kit/simulator/recorded.ts';
import type { ExternalData } from '../../../domain/external.ts';
import { genericRest } from '../index.ts';

const fields = [{ externalField: 'name', internalField: 'title' }];
/** Settings of a system with one collection. */
export const withTasks = (tasks: ExternalData, more: ExternalData = {}): ExternalData => ({
  streams: { tasks: { list: '/tasks', item: '/tasks/{id}', fields, ...tasks } },
  ...more,
});
/** That system with recorded answers. */
export const talk = (settings: ExternalData, ...answers: Parameters<typeof recorded>[3]) =>
  recorded(
    genericRest,
    { baseUrl: 'https://rest.example/v1', authType: 'BEARER_TOKEN', settings },
    { token: 't0ken' },
    answers,
  );
