import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readJsonBody } from '../../shared/connector-kit/json-body.ts';
import { onePerRecord, type WebhookChange } from '../../shared/connector-kit/webhook.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('the body of a webhook', () => {
  test('is read when it is JSON', () => {
    expect(readJsonBody(bytes('{"a":[1]}'))).toEqual({ json: { a: [1] } });
  });

  test.each(['', '{', 'nope', '{"a":1}}'])('is refused when it is "%s"', (text) => {
    expect(readJsonBody(bytes(text))).toMatchObject({ kind: 'refused', status: 400, code: 'broken-json' });
  });

  test('is refused when it is no UTF-8', () => {
    expect(readJsonBody(new Uint8Array([0x22, 0xff, 0x22]))).toMatchObject({
      status: 400,
      code: 'broken-json',
    });
  });

  test('is refused when it nests too deep, but not for brackets inside texts', () => {
    expect(readJsonBody(bytes('['.repeat(65) + ']'.repeat(65)))).toMatchObject({
      status: 400,
      code: 'too-deep',
    });
    expect(readJsonBody(bytes('['.repeat(64) + ']'.repeat(64)))).toHaveProperty('json');
    expect(readJsonBody(bytes(JSON.stringify('[{"\\'.repeat(100))))).toHaveProperty('json');
  });

  test('of any bytes is read or refused, never an error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (body) => {
        const reading = readJsonBody(body);
        expect('json' in reading || ('status' in reading && reading.status === 400)).toBe(true);
      }),
      { seed: 56, numRuns: 500 },
    );
  });
});

describe('several events about one record', () => {
  const change = (externalId: string, kind: WebhookChange['kind'], eventKey: string): WebhookChange => ({
    stream: 'tasks',
    resourceType: 'TASK',
    externalId,
    kind,
    eventKey,
  });

  test('become one change, and a deletion among them counts', () => {
    const changes = [
      change('1', 'upserted', 'a'),
      change('2', 'upserted', 'b'),
      change('1', 'deleted', 'c'),
      change('1', 'upserted', 'd'),
    ];
    expect(onePerRecord(changes)).toEqual([change('1', 'deleted', 'a+c+d'), change('2', 'upserted', 'b')]);
  });
});
