import { describe, expect, onTestFinished, test } from 'vitest';
import { sha256Hasher } from '../../shared/adapters/platform/system.ts';
import type { WebhookContext, WebhookProtocol, WebhookRequest } from '../../shared/connector-kit/webhook.ts';
import { type Received, startReceiver } from './support/receiver.ts';
import { openSession } from './support/session.ts';
import { allSubjects } from './support/subjects.ts';

const nonce = 'nonce-1';
const secret = `whsec_${Buffer.from('0123456789abcdef0123456789abcdef').toString('base64')}`;
const sending = allSubjects.filter(({ subject }) => subject.subscribe !== undefined);

/** The named values without one of them, and with that one cut, lengthened, emptied, replaced or turned round. */
function forgeries(named: Readonly<Record<string, string>>, name: string) {
  const { [name]: genuine = '', ...without } = named;
  const texts = [genuine.slice(0, -4), `${genuine}0000`, '', 'x', [...genuine].reverse().join('')];
  return [without, ...texts.map((text) => ({ ...without, [name]: text }))];
}

describe.each(sending)('webhooks of $subject.name', ({ connector, subject }) => {
  const protocol: WebhookProtocol<unknown> = (request, context) => {
    if (connector.webhook === undefined) throw new Error('The connector cannot read webhooks.');
    return connector.webhook(request, context);
  };
  const contextFor = (settings: unknown, secrets: readonly string[], now: Date): WebhookContext<unknown> => ({
    settings: connector.settings.parse(settings),
    secrets,
    now,
    pendingNonce: nonce,
    hash: (text) => sha256Hasher.hash(text),
  });

  /** The vendor, and a receiver that answers its handshakes. */
  async function listening() {
    const session = await openSession(connector, subject);
    const secrets: Record<string, readonly string[]> = {};
    const read = (request: WebhookRequest) =>
      protocol(
        request,
        contextFor(session.running.settings, secrets[request.query.hook ?? ''] ?? [], session.now()),
      );
    const receiver = await startReceiver(read);
    onTestFinished(async () => {
      await session.running.close();
      receiver.close();
    });
    const url = (key: string) => `${receiver.url}/receive?hook=${key}&nonce=${nonce}`;
    return { ...session, receiver, read, secrets, url };
  }

  /** Subscribes, lets a user edit a task, and answers what arrived about it. */
  async function oneEdit() {
    const { url, ...session } = await listening();
    const { secrets, receiver } = session;
    const given = await subject.subscribe?.(session.running, session.system, url, secret);
    for (const [key, value] of Object.entries(given ?? {})) secrets[key] = [value];
    const [task] = (await session.system.list(subject.writable.stream, { since: null, cursor: null }))
      .records;
    const id = task?.id ?? '';
    await session.edit(id, subject.writable.changed);
    await session.running.idle();
    const isAbout = ({ reading }: Received) =>
      reading.kind === 'delivery' && reading.changes.some(({ externalId }) => externalId === id);
    return { ...session, id, about: () => receiver.received.filter(isAbout) };
  }

  test('a user’s edit arrives as a signed delivery that names the record', async () => {
    const { about, id } = await oneEdit();
    expect(about()).toHaveLength(1);
    expect(about()[0]?.reading).toMatchObject({
      kind: 'delivery',
      changes: [{ stream: subject.writable.stream, externalId: id, kind: 'upserted' }],
    });
  });

  test('a changed, shortened, lengthened or missing signature is refused', async () => {
    const { about, read } = await oneEdit();
    const genuine = about()[0]?.request;
    if (genuine === undefined) throw new Error('Nothing arrived.');
    const forged = [
      ...subject.signatureHeaders.flatMap((name) =>
        forgeries(genuine.headers, name).map((headers) => ({ ...genuine, headers })),
      ),
      ...(subject.signatureQuery ?? []).flatMap((name) =>
        forgeries(genuine.query, name).map((query) => ({ ...genuine, query })),
      ),
    ];
    expect(forged.length).toBeGreaterThan(0);
    for (const request of forged)
      expect(read(request), JSON.stringify([request.headers, request.query])).toMatchObject({
        kind: 'refused',
        status: 401,
      });
  });

  if (subject.provesSenderOnly !== true)
    test('a delivery of which any byte was changed is refused', async () => {
      const { about, read } = await oneEdit();
      const genuine = about()[0]?.request;
      if (genuine === undefined) throw new Error('Nothing arrived.');
      const body = Uint8Array.from(genuine.body);
      body[body.length - 2] = (body[body.length - 2] ?? 0) ^ 1;
      expect(read({ ...genuine, body })).toMatchObject({ kind: 'refused', status: 401 });
      expect(read({ ...genuine, body: genuine.body.slice(0, -1) })).toMatchObject({ status: 401 });
    });

  test('the secret of another hook does not open this one', async () => {
    const { about, running, now } = await oneEdit();
    const genuine = about()[0]?.request;
    if (genuine === undefined) throw new Error('Nothing arrived.');
    const other = `whsec_${Buffer.from('another secret of 32 bytes here!').toString('base64')}`;
    expect(protocol(genuine, contextFor(running.settings, [other], now()))).toMatchObject({ status: 401 });
    expect(protocol(genuine, contextFor(running.settings, [], now()))).toMatchObject({ status: 401 });
  });

  test('a delivery sent again is recognised, and the next edit is not mistaken for it', async () => {
    const { about, read, edit, id, pass, running } = await oneEdit();
    const first = about()[0];
    if (first === undefined) throw new Error('Nothing arrived.');
    expect(read(first.request)).toEqual(first.reading);
    pass(5);
    await edit(id, subject.writable.created);
    await running.idle();
    const keys = about().flatMap(({ reading }) =>
      reading.kind === 'delivery' ? reading.changes.map(({ eventKey }) => eventKey) : [],
    );
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(2);
  });

  if (connector.hooks?.check !== undefined)
    test('the vendor says whether it has them; they can be taken away twice, and registered anew', async () => {
      const { system, url } = await listening();
      const hooks = await system.registerWebhooks({ url, secret });
      expect(hooks.length).toBeGreaterThan(0);
      for (const hook of hooks) expect(await system.checkWebhook(hook)).toBe('active');
      for (const hook of hooks) await system.renewWebhook(hook);
      for (const hook of hooks) {
        await system.unregisterWebhook(hook);
        expect(await system.checkWebhook(hook)).toBe('gone');
        await system.unregisterWebhook(hook);
      }
      const again = await system.registerWebhooks({ url, secret });
      expect(again.map(({ key }) => key)).toEqual(hooks.map(({ key }) => key));
      for (const hook of again) expect(await system.checkWebhook(hook)).toBe('active');
    });

  test('a deletion arrives as one', async () => {
    const { system, id, running, about } = await oneEdit();
    await system.delete(subject.writable.stream, id);
    await running.idle();
    expect(about().at(-1)?.reading).toMatchObject({ changes: [{ externalId: id, kind: 'deleted' }] });
  });
});

test('there is a vendor that sends', () => {
  expect(sending.length).toBeGreaterThanOrEqual(2);
});
