import { type AlertKind, messageChannels } from '../../../shared/domain/alert.ts';
import { ruleOf } from '../../../shared/domain/alert-rules.ts';
import { until } from '../api.ts';
import { type Expected, faultsOf } from './template.ts';
import type { AlertView, AlertWorld, Message } from './world.ts';

/** How one kind of alert is made to happen and to end, on an integration of its own. */
export interface Drive {
  readonly id: string;
  readonly name: string;
  /** The real cause, in a few words. */
  readonly firedBy: string;
  /** Brings the cause about; the second time it comes back. */
  readonly fire: () => Promise<void>;
  /** Meets the cause once more while it lasts, besides the watch. */
  readonly again?: () => Promise<void>;
  readonly mend: () => Promise<void>;
}
export type Prepare = (world: AlertWorld) => Promise<Drive>;

export interface Lived {
  readonly kind: AlertKind;
  readonly firedBy: string;
  readonly toldOn: string;
  readonly quietLooks: number;
  readonly compared: number;
  readonly seconds: number;
  readonly resolved: string;
  readonly cameBack: number;
}

const looks = 3;

/** Fire, quiet, over, back within the cooldown and quiet, told when it is past, over. Throws at the first thing that is wrong. */
export async function lifeOf(world: AlertWorld, kind: AlertKind, prepare: Prepare): Promise<Lived> {
  const began = performance.now();
  const rule = ruleOf(kind);
  const channels = messageChannels.filter((channel) => rule.channels.includes(channel));
  const drive = await prepare(world);
  const wrong = (what: string): Error => new Error(`${kind}: ${what}`);
  const messages = () => world.messages(drive.id, rule.name);
  let compared = 0;
  /** That every channel got one message more since `before`, and what it says. */
  const told = async (before: readonly Message[], alert: AlertView, what: Expected['what']) => {
    // A worker stores the alert first and sends then.
    const more = await until(
      `the messages about ${kind}`,
      async () => {
        const now = (await messages()).slice(before.length);
        return now.length >= channels.length ? now : undefined;
      },
      { timeoutMs: 10_000, everyMs: 50 },
    );
    const got = messageChannels.flatMap((each) =>
      more.filter(({ channel }) => channel === each).map(() => each),
    );
    if (got.join() !== channels.join())
      throw wrong(`${what} was told on [${got.join()}] instead of [${channels.join()}]`);
    const about = { alert, integrationName: drive.name, ruleName: rule.name, what };
    const faults = more.flatMap((message) => faultsOf(message, about));
    if (faults.length > 0) throw wrong(`${what}: ${faults.join('; ')}`);
    compared += more.length;
  };
  const isOpen = () =>
    until(`${kind} to open`, () => world.openAlert(drive.id, kind), { timeoutMs: 30_000, everyMs: 100 });
  const isOver = async () => {
    await until(
      `${kind} to end`,
      async () => (await world.openAlert(drive.id, kind)) === undefined || undefined,
      {
        ...{ timeoutMs: 30_000, everyMs: 100 },
      },
    );
    const last = await world.lastAlert(drive.id, kind);
    if (last?.recovery === undefined) throw wrong('it ended without a word');
    return last;
  };
  let quietLooks = 0;
  const quiet = async () => {
    const before = await messages();
    for (let look = 0; look < looks; look++) {
      await drive.again?.();
      await world.watch();
      quietLooks++;
    }
    const more = (await messages()).length - before.length;
    if (more > 0) throw wrong(`${more} messages in its cooldown`);
  };

  const nothing = await messages();
  if (nothing.length > 0) throw wrong('told before anything happened');
  await drive.fire();
  await told(nothing, await isOpen(), 'opening');
  await quiet();
  const atFirst = await messages();
  await drive.mend();
  const over = await isOver();
  await told(atFirst, over, 'recovery');

  await drive.fire();
  const back = await isOpen();
  if (back.cameBack !== 1) throw wrong(`it came back ${back.cameBack} times instead of once`);
  const inCooldown = await messages();
  if (inCooldown.length !== 2 * channels.length) throw wrong('it was told in its cooldown');
  await quiet();
  await world.passes(drive.id, kind, rule.cooldownMinutes);
  await world.watch();
  const still = await isOpen();
  await told(inCooldown, still, 'back');
  const beforeEnd = await messages();
  await drive.mend();
  await told(beforeEnd, await isOver(), 'recovery');
  return {
    ...{ kind, firedBy: drive.firedBy, quietLooks, compared, resolved: over.recovery ?? '' },
    toldOn: channels.length === 0 ? 'dashboard only' : channels.join(' + '),
    cameBack: still.cameBack ?? 0,
    seconds: (performance.now() - began) / 1000,
  };
}
