import { describe, expect, test } from 'vitest';
import type { ExternalData } from '../../shared/domain/external.ts';
import type { FieldMapping, FieldMappingSet } from '../../shared/domain/field-mapping.ts';
import { fieldRules } from '../../shared/domain/field-rules.ts';
import { externalFingerprint, localFingerprint } from '../../shared/domain/fingerprint.ts';
import { syncDirections } from '../../shared/domain/integration.ts';

const set = (fields: readonly FieldMapping[], version = 1): FieldMappingSet => ({
  schemaVersion: 1,
  integrationId: 'int-1',
  resourceType: 'TASK',
  stream: 'tasks',
  version,
  fields,
});
const title: FieldMapping = {
  externalField: 'name',
  internalField: 'title',
  transform: 'string',
  direction: 'both',
};

const fingerprint = (rules: ReturnType<typeof set>, data: ExternalData): string =>
  externalFingerprint(rules, data, 'BIDIRECTIONAL');

describe('the fingerprint of an external record', () => {
  test('changes with every mapped value and with nothing else', () => {
    const text = fingerprint(set([title]), { name: 'A', other: 1, modified_at: 'now' });
    expect(fingerprint(set([title]), { other: 2, name: 'A' })).toBe(text);
    expect(fingerprint(set([title]), { name: 'B' })).not.toBe(text);
  });

  test('changes with the version of the field mapping, so that new rules look at every record again', () => {
    expect(fingerprint(set([title], 2), { name: 'A' })).not.toBe(fingerprint(set([title]), { name: 'A' }));
  });

  test('changes with the direction, so that values which one way kept apart meet when it becomes two ways', () => {
    const texts = syncDirections.map((way) => externalFingerprint(set([title]), { name: 'A' }, way));
    expect(new Set(texts).size).toBe(3);
  });

  test('covers the whole record where an expression may read any of it', () => {
    const expression: FieldMapping = { ...title, transform: { type: 'expression', inward: 'a & b' } };
    expect(fingerprint(set([expression]), { a: '1', b: '2' })).not.toBe(
      fingerprint(set([expression]), { a: '1', b: '3' }),
    );
  });

  test('of our record covers the mapped fields', () => {
    expect(localFingerprint(set([title]), { title: 'A', x: 1 })).toBe(
      localFingerprint(set([title]), { title: 'A' }),
    );
    expect(localFingerprint(set([title]), { title: 'A' })).not.toBe(
      localFingerprint(set([title]), { title: 'B' }),
    );
  });
});

describe('how a field may move', () => {
  const fields = (['both', 'in', 'out'] as const).map((direction) => ({
    ...title,
    internalField: direction,
    direction,
  }));
  const directions = (integration: Parameters<typeof fieldRules>[0]) =>
    fieldRules(integration, set(fields)).map((rule) => `${rule.field}:${rule.direction}`);

  test('is what its mapping allows and the integration does not forbid', () => {
    expect(directions('BIDIRECTIONAL')).toEqual(['both:both', 'in:in', 'out:out']);
    expect(directions('EXTERNAL_TO_BRITEPOOL')).toEqual(['both:in', 'in:in']);
    expect(directions('BRITEPOOL_TO_EXTERNAL')).toEqual(['both:out', 'out:out']);
  });

  test('a zone that stands in a field of its own is part of it', () => {
    const starts: FieldMapping = {
      ...{ externalField: 'start', internalField: 'startsAt', direction: 'both' },
      transform: { type: 'zoned', zoneField: 'tz' },
    };
    const at = (tz: string) => fingerprint(set([starts]), { start: '2026-03-01T10:00', tz, other: tz });
    expect(at('Europe/Berlin')).not.toBe(at('Asia/Tokyo'));
  });
});
