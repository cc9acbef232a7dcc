import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lock } from '../../infra/local/ready-file.ts';
import { Instance } from '../support/instance.ts';

let instance: Instance;
beforeEach(() => {
  instance = new Instance();
});
afterEach(() => instance.dispose());
const file = (name: string) => join(instance.dataDir, name);

describe('starting', () => {
  it('writes the ready file once everything it names answers; Ctrl-C removes it and leaves no process', async () => {
    const ready = await instance.start();
    expect(JSON.parse(readFileSync(file('ready.json'), 'utf8'))).toMatchObject({
      dashboardUrl: ready.dashboardUrl,
      users: [
        { name: 'ada', password: 'ada-demo', role: 'WEB_STEWARD' },
        { name: 'ben', password: 'ben-demo', role: 'BOARD_CHAIR' },
        { name: 'mia', password: 'mia-demo', role: 'MEMBER' },
      ],
      simulators: {},
    });
    const answers = await Promise.all([
      fetch(`${ready.dashboardUrl}/config.json`),
      fetch(`${ready.issuer}/.well-known/openid-configuration`),
      fetch(ready.outboxUrl),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await instance.user(ready).send('GET', '/api/admin/integrations')).json).toEqual({
      integrations: [],
    });
    expect(instance.output).toContain(ready.dashboardUrl);

    expect(await instance.interrupt()).toEqual([]);
    expect(existsSync(file('ready.json'))).toBe(false);
  });

  it('on a folder that another instance holds is refused, and that one goes on', async () => {
    const ready = await instance.start();
    expect(() => lock(instance.dataDir)).toThrow(/Another instance .* LOCAL_DATA/);
    expect(existsSync(file('ready.json'))).toBe(true);
    expect((await fetch(`${ready.dashboardUrl}/config.json`)).status).toBe(200);
  });

  it('again after a power cut finds its data and, where they are free, its addresses', async () => {
    const before = await instance.start();
    const put = instance.user(before, 'PLATFORM');
    expect((await put.send('PUT', '/api/records/task/t-1', { fields: { title: 'Kept' } })).status).toBe(200);
    await instance.kill();
    const after = await instance.start();
    expect([after.apiUrl, after.issuer]).toEqual([before.apiUrl, before.issuer]);
    const { json } = await instance.user(after, 'PLATFORM').send('GET', '/api/records/task/t-1');
    expect(json).toMatchObject({ record: { fields: { title: 'Kept' } } });
  });

  it('is not stopped by a half-written list of ports', async () => {
    writeFileSync(file('ports.json'), '{"site": 40');
    const ready = await instance.start();
    expect((await fetch(`${ready.dashboardUrl}/config.json`)).status).toBe(200);
  });
});
