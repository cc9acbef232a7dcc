import type { LookUp } from '../../../../shared/connector-kit/connector.ts';
import { parseResponse } from '../../../../shared/connector-kit/parse.ts';
import { todo } from '../../../../shared/connector-kit/todo.ts';
import type { Choice } from '../../../../shared/domain/look-ups.ts';
import { workspaces } from './schema.ts';

/** What this account can choose. Every settings field with `choices: true` has its function here. */
export const choices = {
  async workspaceId(call: LookUp): Promise<readonly Choice[]> {
    const path = todo('where are the workspaces listed that this account sees?');
    const response = await call.send({ method: 'GET', path });
    return parseResponse(response, workspaces, 'The list of workspaces').workspaces.map(({ id, name }) => ({
      id,
      label: name,
    }));
  },
};
