import { describe, expect, test } from 'vitest';
import { factsOf } from '../../shared/connector-kit/connector-facts.ts';
import { externalFingerprint } from '../../shared/domain/fingerprint.ts';
import { openSession, readAll } from './support/session.ts';
import { allSubjects } from './support/subjects.ts';

describe.each(allSubjects)('the lists of $subject.name', ({ connector, subject }) => {
  test('show of every record all that is mapped, as reading it by itself does', async () => {
    const { system, running } = await openSession(connector, subject, { tasks: 12, members: 6 });
    try {
      const facts = factsOf(connector);
      const mapped = facts.defaultFieldMappings(running.settings);
      let looked = 0;
      for (const { name } of facts.streams(running.settings)) {
        const rules = mapped.find(({ stream }) => stream === name);
        if (rules === undefined) continue;
        const set = { schemaVersion: 1, integrationId: 'int-1', version: 1, ...rules } as const;
        for (const { records } of await readAll(system, name))
          for (const record of records) {
            const alone = await system.get(name, record.id);
            if (alone === 'gone') throw new Error(`${name} ${record.id} is listed and gone.`);
            expect([name, record.id, externalFingerprint(set, record.data, 'BIDIRECTIONAL')]).toEqual([
              ...[name, record.id, externalFingerprint(set, alone.data, 'BIDIRECTIONAL')],
            ]);
            looked++;
          }
      }
      expect(looked).toBeGreaterThan(10);
    } finally {
      await running.close();
    }
  });
});
