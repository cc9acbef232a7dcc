import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Hidden, type RawExchange, redact } from '../../shared/domain/redact.ts';

const hidden = (more: Partial<Hidden> = {}): Hidden => ({ secrets: [], personal: [], ...more });
const raw = (more: Partial<RawExchange>): RawExchange => ({
  ...{ method: 'POST', url: 'https://api.example/v1/tasks', status: 400 },
  ...more,
});
const bodyOf = (body: unknown, more: Partial<Hidden> = {}): unknown =>
  JSON.parse(redact(raw({ responseBody: JSON.stringify(body) }), hidden(more)).responseBody ?? '');

describe('an exchange that failed is shown', () => {
  test('with its path and query, but never with a value that signs in', () => {
    const url = 'https://api.example/v1/boards/5?key=abcdef&token=s3cr3t&page=2&filter=open%20ones';
    expect(redact(raw({ url }), hidden())).toMatchObject({
      path: '/v1/boards/5?key=•••&token=•••&page=2&filter=open ones',
    });
  });

  test('without members that are named like secrets, whatever they hold', () => {
    expect(
      bodyOf({ title: 'A', access_token: 'x', Cookie: ['a'], auth: { Authorization: 'Basic q' } }),
    ).toEqual({ title: 'A', access_token: '•••', Cookie: '•••', auth: '•••' });
  });

  test('without addresses and phone numbers of people, and without what is marked personal', () => {
    const people = {
      text: 'Write to ada@example.org or call +49 170 1234567, (030) 123-4567 or 555-123-4567.',
      FirstName: 'Ada',
    };
    expect(bodyOf(people, { personal: ['firstname'] })).toEqual({
      text: 'Write to ••• or call •••, ••• or •••.',
      FirstName: '•••',
    });
  });

  test('with ids, days and times as they are: they say which record it was', () => {
    const data = {
      gid: '1203441237781234',
      due: '2026-03-01',
      at: '2026-03-01T10:15:30.000Z',
      n: 41_237_781,
    };
    expect(bodyOf(data)).toEqual(data);
  });

  test('at most 4 kB of each body; long lists and texts lose their ends, the shape stays', () => {
    const item = {
      id: 7,
      notes: 'long '.repeat(400),
      tags: Array.from({ length: 99 }, (_, n) => `tag ${n}`),
    };
    const shown = redact(raw({ responseBody: JSON.stringify({ data: [item, item, item] }) }), hidden());
    expect(new TextEncoder().encode(shown.responseBody).length).toBeLessThanOrEqual(4096);
    const short = {
      id: 7,
      notes: expect.stringMatching(/^long .*…$/),
      tags: expect.arrayContaining(['tag 0']),
    };
    expect(JSON.parse(shown.responseBody ?? '')).toEqual({ data: [short, short, short] });
  });

  test('as text where a body is no JSON, forms without their secrets', () => {
    const requestBody = 'grant_type=refresh_token&refresh_token=abc&client_secret=def';
    expect(redact(raw({ requestBody, responseBody: '<html>Bad gateway</html>' }), hidden())).toMatchObject({
      requestBody: 'grant_type=refresh_token&refresh_token=•••&client_secret=•••',
      responseBody: '<html>Bad gateway</html>',
    });
  });
});

describe('for every exchange', () => {
  const secret = fc.oneof(
    fc.string({ minLength: 6, maxLength: 60, unit: 'grapheme-ascii' }),
    fc.string({ minLength: 6, maxLength: 20 }).map((text) => btoa(encodeURIComponent(text))),
    fc.integer({ min: 100_000, max: 2 ** 40 }).map(String),
  );
  /** JSON with the secret anywhere in it: in texts, names and numbers. */
  const holding = (value: string) => {
    const around = fc.tuple(fc.string(), fc.string()).map(([a, b]) => `${a}${value}${b}`);
    return fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 5 },
        around,
        fc.constant(/^[1-9]\d*$/.test(value) ? Number(value) : value),
        fc.integer(),
        fc.array(tie('any'), { maxLength: 8 }),
        fc.dictionary(fc.oneof(fc.string(), around), tie('any'), { maxKeys: 8 }),
      ),
    })).any;
  };
  const exchanges = secret.chain((value) =>
    fc.record({
      value: fc.constant(value),
      json: holding(value),
      text: fc.array(fc.constantFrom(value, encodeURIComponent(value), ' ', 'x=', '&', '"', '\n'), {
        maxLength: 400,
      }),
      name: fc.string(),
    }),
  );

  test('no secret is ever in what is shown, and JSON stays JSON of at most 4 kB', () => {
    fc.assert(
      fc.property(exchanges, ({ value, json, text, name }) => {
        const url = new URL(`https://api.example/v1/${encodeURIComponent(value)}/x`);
        url.searchParams.set(name, value);
        url.searchParams.append('q', `${name}${value}`);
        const isBody = typeof json === 'object' && json !== null;
        const shown = redact(
          {
            ...{ method: 'PUT', url: url.href, status: 400 },
            requestBody: JSON.stringify(json),
            responseBody: text.join(''),
          },
          hidden({ secrets: [value] }),
        );
        const { requestBody = '', responseBody = '', path } = shown;
        for (const part of [path, requestBody, responseBody]) {
          // Our own marks are no part of an exchange.
          const plain = part.replaceAll(/•••|…( \d+ more)?/g, ' ');
          expect(plain).not.toContain(value);
          expect(plain).not.toContain(JSON.stringify(value).slice(1, -1));
          expect(new TextEncoder().encode(part).length).toBeLessThanOrEqual(4096);
        }
        if (isBody) expect(typeof JSON.parse(requestBody)).toBe('object');
      }),
      { seed: 20_261_127, numRuns: 500 },
    );
  });
});
