import { type Change, groupOf } from '../../domain/change.ts';

/** One message of changes.fifo. `receiveCount` starts at 1. */
export interface ChangeMessage {
  readonly messageId: string;
  readonly receiveCount: number;
  readonly change: Change;
}

export interface FailedMessage {
  readonly messageId: string;
  readonly delaySeconds: number;
}

/** Messages about one pair that arrived together: the newest is looked at, all end or fail together. */
export interface Bundle {
  readonly newest: ChangeMessage;
  readonly all: readonly ChangeMessage[];
}

export function bundled(messages: readonly ChangeMessage[]): readonly Bundle[] {
  const groups = Map.groupBy(messages, (message) => groupOf(message.change));
  return [...groups.values()].flatMap((all) => {
    const newest = all.at(-1);
    return newest === undefined ? [] : [{ newest, all }];
  });
}
