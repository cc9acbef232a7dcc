import type { LookUp } from '../../connector-kit/connector.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import type { Choice } from '../../domain/look-ups.ts';
import { boards } from './schema.ts';

/** What this key can choose. Every settings field with `choices: true` has its function here. */
export const choices = {
  async boardId(call: LookUp): Promise<readonly Choice[]> {
    const response = await call.send({ method: 'GET', path: 'boards' });
    return parseResponse(response, boards, 'The list of boards').boards.map(({ id, name, closed }) => ({
      id,
      label: closed ? `${name} (closed)` : name,
    }));
  },
};
