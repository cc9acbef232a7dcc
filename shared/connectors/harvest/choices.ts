import type { LookUp } from '../../connector-kit/connector.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import type { ExternalData } from '../../domain/external.ts';
import type { Choice } from '../../domain/look-ups.ts';
import { accounts, projects, taskAssignments } from './schema.ts';

const accountsUrl = 'https://id.getharvest.com/api/v2/accounts';
const pageSize = 2000;

/** The settings are not complete yet: the account chosen so far goes with the request itself. */
const within = ({ accountId }: ExternalData) => ({ 'harvest-account-id': String(accountId) });

/** What this token can see: accounts, the projects of the chosen one, and the kinds of work of the chosen project. */
export const choices = {
  async accountId(call: LookUp): Promise<readonly Choice[]> {
    const response = await call.send({ method: 'GET', path: accountsUrl });
    return parseResponse(response, accounts, 'The list of accounts')
      .accounts.filter(({ product }) => product === 'harvest')
      .map(({ id, name }) => ({ id: String(id), label: name }));
  },
  async projectId(call: LookUp, given: ExternalData): Promise<readonly Choice[]> {
    const query = { is_active: true, per_page: pageSize };
    const response = await call.send({ method: 'GET', path: '/projects', query, headers: within(given) });
    return parseResponse(response, projects, 'The list of projects').projects.map(({ id, name, client }) => ({
      id: String(id),
      label: client === null ? name : `${client.name}: ${name}`,
    }));
  },
  async taskId(call: LookUp, given: ExternalData): Promise<readonly Choice[]> {
    if (typeof given.projectId !== 'string') return [];
    const response = await call.send({
      method: 'GET',
      path: `/projects/${encodeURIComponent(given.projectId)}/task_assignments`,
      query: { is_active: true, per_page: pageSize },
      headers: within(given),
    });
    const { task_assignments } = parseResponse(response, taskAssignments, 'The kinds of work');
    return task_assignments.map(({ task }) => ({ id: String(task.id), label: task.name }));
  },
};
