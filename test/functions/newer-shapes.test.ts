import { describe, expect, it } from 'vitest';
import { logLine } from '../../functions/runtime/log-schema.ts';
import { logger } from '../../functions/runtime/logger.ts';
import { errorFields } from '../../shared/application/error-fields.ts';
import { NewerShapeError } from '../../shared/domain/newer-shape.ts';
import { writtenLines } from '../support/written-lines.ts';
import { apiWorld } from './api-world.ts';
import { ask, problemOf } from './events.ts';

process.env.STAGE = 'test';

const newer = new NewerShapeError('integration', 3, 2);
const sentence =
  'A newer version of the service stored this integration (shape 3; this version knows up to 2). Deploy the newer version again.';

describe('what a newer version of the service stored', () => {
  it.each([
    ['GET', '/api/admin/integrations'],
    ['GET', '/api/admin/integrations/int_1'],
    ['PUT', '/api/admin/integrations/int_1'],
    ['DELETE', '/api/admin/integrations/int_1'],
  ])('is told as such to an admin: %s %s', async (method, path) => {
    const world = apiWorld();
    const refuse = () => Promise.reject(newer);
    Object.assign(world.deps.integrations, { get: refuse, list: refuse });
    const claims = { sub: 'ada', roles: 'WEB_STEWARD' };
    const answer = await ask(world.admin, {
      ...{ method, path, claims },
      ...(method === 'PUT' ? { body: '{"name":"Other"}' } : {}),
    });
    expect(problemOf(answer)).toMatchObject({
      ...{ status: 503, code: 'stored-by-newer-version', detail: sentence },
      hint: expect.stringContaining('Nothing is lost'),
    });
    expect(answer.headers['retry-after']).toBe('300');
    expect(world.lines.join('\n')).toContain(sentence);
  });

  it('is told to operators by a line that says what to do', async () => {
    const [text = ''] = await writtenLines(() => logger('run-jobs').error('it failed', errorFields(newer)));
    expect(logLine.parse(JSON.parse(text))).toMatchObject({
      ...{ fault: 'bug', errorName: 'NewerShapeError', errorMessage: sentence },
    });
  });
});
