import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { httpClient } from '../../../shared/adapters/http/http-client.ts';
import { connect } from '../../../shared/connector-kit/connect.ts';
import type { ExternalData } from '../../../shared/domain/external.ts';
import { readPath, writePath } from '../../../shared/domain/paths.ts';
import { resourcesOf } from '../../../shared/domain/resources.ts';
import type { allSubjects } from '../../conformance/support/subjects.ts';
import { createdShape, finished, mappingsShape, recordShape, until } from '../../support/api.ts';
import { runScheduled } from '../../support/bad-days.ts';
import { startStack } from '../../support/stack.ts';
import { erase, fieldsOf } from './two-systems.ts';

type Known = (typeof allSubjects)[number];

const longestLookMs = 3000;
/** A system that allows a request a second may have to be waited for a minute. */
const longestWaitMs = 110_000;
const longestPauseMs = 5000;
const http = httpClient({ allowLoopback: true, timeoutMs: 5000, maxBytes: 16 * 1_048_576 });
const now = () => new Date();
/** So many that two deletions are no mass deletion. */
const sizes = { tasks: 45, members: 3, now };
const shape = z.looseObject({
  integration: z.looseObject({ webhooksRegistered: z.int(), status: z.string() }),
});
const jobStarted = z.looseObject({ jobId: z.string() });

/**
 * One system on a running stack, connected both ways with all it has, as its users, BritePool's users and an admin see it.
 * What is edited is one text of the kind of record that everybody can write there.
 */
export async function oneSystem({ type, connector, subject }: Known) {
  const running = await subject.start(sizes);
  const stack = await startStack();
  const { manifest } = connector;
  // A day's work in a minute is more than the smallest plans allow.
  const plan = manifest.limits.plans?.at(-1)?.id;
  const settings = plan === undefined ? running.settings : { ...running.settings, plan };
  const { stream, collection, changed } = subject.writable;
  const facts = (
    connector.streamFacts?.(connector.settings.parse(running.settings)) ?? manifest.streams
  ).find(({ name }) => name === stream);
  if (facts === undefined) throw new Error(`${manifest.name} has no stream ${stream}.`);
  const { resourceType } = facts;
  const kind = resourceType.toLowerCase();
  const text = facts.fieldMappings.find(
    ({ externalField, transform }) =>
      transform === 'string' && typeof readPath({ ...changed }, externalField) === 'string',
  );
  if (text === undefined) throw new Error(`${manifest.name} has no text that is written both ways.`);
  const types = Object.entries(resourcesOf).flatMap(([dataType, kinds]) =>
    manifest.streams.some((each) => kinds.includes(each.resourceType)) ? [dataType] : [],
  );
  const made = await stack.steward.call('POST', '/api/admin/integrations', createdShape, {
    ...{ name: manifest.name, type, baseUrl: running.baseUrl, authType: subject.authType },
    ...{ credentials: running.credentials, settings, dataTypes: types },
    ...{ syncDirection: 'BIDIRECTIONAL', syncFrequency: 'REALTIME', conflictStrategy: 'MANUAL_REVIEW' },
    deletePolicies: Object.fromEntries(types.map((each) => [each, 'follow'])),
  });
  const { id, webhookEndpoint, webhookSecret } = made.integration;
  const path = `/api/admin/integrations/${id}`;
  const firstRun = await finished(stack.steward, made.jobId, 120_000);
  if (subject.subscribesByHand === true)
    await subject.subscribe?.(
      running,
      connect(connector, { ...running, authType: subject.authType }, running.credentials, { http, now }),
      (key) => `${webhookEndpoint}?hook=${key}`,
      webhookSecret,
    );
  const registered = (await stack.steward.call('GET', path, shape)).integration.webhooksRegistered;
  const system = connect(
    connector,
    { baseUrl: running.baseUrl, settings: running.settings, authType: subject.authType },
    running.credentials,
    { http, now },
  );
  const asUser = async (method: string, externalId: string, change?: ExternalData): Promise<void> => {
    const response = await fetch(`${running.controlUrl}/${collection}/${externalId}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(change === undefined ? {} : { body: JSON.stringify(change) }),
    });
    if (!response.ok) throw new Error(`${method} over there answered ${response.status}`);
  };
  /** The text of each record as last read, and what a user over there saw then. */
  const known = new Map<string, { readonly seen: string; readonly text: unknown }>();
  const list = async () => {
    const query = new URLSearchParams({ resourceType, limit: '200' });
    return (await stack.steward.call('GET', `${path}/mappings?${query}`, mappingsShape)).mappings;
  };
  return {
    ...{ stack, id, path, running, firstRun, warnings: made.warnings, resourceType, list },
    /** Webhooks tell of edits; else runs find them. */
    tells: registered > 0 || subject.subscribesByHand === true,
    /** Our name of the text. */
    field: text.internalField,
    /** A run as the schedule would start it, once none is under way; nothing where webhooks tell. */
    async look(fullSync = false): Promise<void> {
      const { status, json } = await stack.steward.send('POST', `${path}/sync`, { fullSync });
      // A run that waits for the end of an outage is not waited for.
      if (status === 202)
        await finished(stack.steward, jobStarted.parse(json).jobId, longestLookMs).catch(() => undefined);
      else await pause(200);
    },
    /** A user over there gives a record this text. */
    editThere: (externalId: string, value: string) =>
      asUser('PATCH', externalId, writePath({ ...changed }, text.externalField, value)),
    removeThere: (externalId: string) => asUser('DELETE', externalId),
    /** Asks the system only when its users see something new: it counts requests, and whoever waits asks often. */
    async textThere(externalId: string): Promise<unknown> {
      const response = await fetch(`${running.controlUrl}/${collection}/${externalId}`);
      const seen = `${response.status} ${await response.text()}`;
      const before = known.get(externalId);
      if (before?.seen === seen) return before.text;
      const found = await system.get(stream, externalId);
      const value = found === 'gone' ? 'gone' : readPath(found.data, text.externalField);
      known.set(externalId, { seen, text: value });
      return value;
    },
    /** How many records over there have this text. */
    async countThere(value: string): Promise<number> {
      let count = 0;
      let cursor: string | null = null;
      do {
        const page = await system.list(stream, { since: null, cursor });
        count += page.records.filter(({ data }) => readPath(data, text.externalField) === value).length;
        cursor = page.next;
      } while (cursor !== null);
      return count;
    },
    /** What a record that is made here has to say besides its text: what one that came from there says. */
    likeThose: (internalId: string) => fieldsOf(stack, kind, internalId),
    writeHere: (internalId: string, fields: object) =>
      stack.platform.call('PUT', `/api/records/${kind}/${internalId}`, z.unknown(), {
        fields,
      }),
    removeHere: (internalId: string) => erase(stack, kind, internalId),
    async textHere(internalId: string): Promise<unknown> {
      const { status, json } = await stack.platform.send('GET', `/api/records/${kind}/${internalId}`);
      return status === 404 ? 'gone' : recordShape.parse(json).record.fields[text.internalField];
    },
    setStatus: (status: 'ACTIVE' | 'PAUSED') => stack.steward.call('PUT', path, z.unknown(), { status }),
    watch: () => runScheduled(stack, 'watch-health'),
    async [Symbol.asyncDispose](): Promise<void> {
      await running.close();
      await stack[Symbol.asyncDispose]();
    },
  };
}
export type OneSystem = Awaited<ReturnType<typeof oneSystem>>;

/**
 * Waits until a text reads so; while it does not, does what brings it on, each time after a longer pause: that asks the
 * system, too, which allows only so much.
 */
export async function comesToRead(
  what: string,
  read: () => Promise<unknown>,
  wanted: unknown,
  bringOn: () => Promise<unknown> = async () => undefined,
): Promise<void> {
  let last: unknown;
  let due = { at: Date.now(), pauseMs: 100 };
  await until(
    what,
    async () => {
      last = await read();
      if (last === wanted) return true;
      if (Date.now() < due.at) return undefined;
      await bringOn();
      due = { at: Date.now() + due.pauseMs, pauseMs: Math.min(2 * due.pauseMs, longestPauseMs) };
      return undefined;
    },
    { everyMs: 100, timeoutMs: longestWaitMs },
  ).catch((error: unknown) => {
    throw new Error(`${String(error)}: wanted ${JSON.stringify(wanted)}, found ${JSON.stringify(last)}`);
  });
}
