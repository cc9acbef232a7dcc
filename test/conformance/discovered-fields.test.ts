import { expect, test } from 'vitest';
import type { DiscoveredField } from '../../shared/domain/look-ups.ts';
import { readPath, writePath } from '../../shared/domain/paths.ts';
import type { FieldValue } from '../../shared/domain/values.ts';
import { openSession } from './support/session.ts';
import { allSubjects } from './support/subjects.ts';

const plain: { readonly [type in DiscoveredField['type']]?: FieldValue } = {
  ...{ text: 'Behind the barn', number: 3, boolean: true },
  ...{ date: '2026-05-01', instant: '2026-05-01T10:00:00.000Z' },
};

/** Something that this field can hold: of several choices the last, which nothing stands for by itself. */
function valueFor({ type, options = [] }: DiscoveredField): FieldValue | undefined {
  const last = options.at(-1)?.id;
  if (type === 'choice') return last;
  if (type === 'choices') return last === undefined ? undefined : [last];
  return plain[type];
}

test.each(allSubjects)(
  '$subject.name: every field that is offered as writable keeps what a new record brings',
  async ({ connector, subject }) => {
    const { system, running } = await openSession(connector, subject);
    try {
      const { stream, created } = subject.writable;
      const lost: string[] = [];
      for (const [at, field] of (await system.discoverFields(stream)).entries()) {
        const value = valueFor(field);
        if (!field.writable || value === undefined) continue;
        const made = await system.create(stream, writePath(created, field.path, value), `key-${at}`);
        const found = await system.get(stream, made.id);
        const kept = found === 'gone' ? undefined : readPath(found.data, field.path);
        if (JSON.stringify(kept) !== JSON.stringify(value))
          lost.push(`${field.path}: wrote ${JSON.stringify(value)}, read ${JSON.stringify(kept)}`);
      }
      expect(lost).toEqual([]);
    } finally {
      await running.close();
    }
  },
);
