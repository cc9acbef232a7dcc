import { createHmac } from 'node:crypto';
import type { Subject } from '../../../connector-kit/simulator/subject.ts';
import { WebhookSender } from '../../../connector-kit/simulator/webhook-sender.ts';
import { Refusal } from './refusals.ts';
import { board, type LarkbookState } from './state.ts';

interface Whistle {
  readonly id: string;
  readonly url: string;
  readonly board: string;
  readonly state: 'blowing' | 'hushed';
  readonly secret: string;
}

/** The whistles of the simulated Larkbook and what it sends to them. */
export class LarkbookEvents {
  readonly sender = new WebhookSender();
  readonly hooks = new Map<string, Whistle>();
  readonly #now: () => Date;
  #next = 1;

  constructor(state: LarkbookState) {
    this.#now = state.now;
    state.onChange = (task, kind) => this.#tell(task, kind);
  }

  register(asked: { readonly url: string; readonly board: string }): Whistle {
    if (asked.board !== board.id) throw new Refusal('no_such_board', 'There is no such board.');
    if (this.hooks.size >= 10) throw new Refusal('too_many_whistles', 'A nest may have ten whistles.');
    const id = `w_${this.#next++}`;
    const whistle = { ...asked, id, state: 'blowing', secret: `tune-of-${id}` } as const;
    this.hooks.set(id, whistle);
    return whistle;
  }

  find(id: string): Whistle {
    const whistle = this.hooks.get(id);
    if (whistle === undefined) throw new Refusal('no_such_whistle', 'There is no such whistle.');
    return whistle;
  }

  #tell(task: string, kind: string): void {
    const event = `e_${this.#next++}`;
    const time = String(Math.floor(this.#now().getTime() / 1000));
    for (const { id, url, secret } of this.hooks.values()) {
      const body = JSON.stringify({ whistle: id, events: [{ event, kind, task }] });
      const mac = createHmac('sha256', secret).update(`${time}:${body}`).digest('hex');
      this.sender.send({ url, headers: { 'x-lark-time': time, 'x-lark-whistle': `sha256 ${mac}` }, body });
    }
  }
}

/** Registers as the product does; answers the secrets that verify what then comes. */
export const subscribe: Subject['subscribe'] = async (_running, system, url, secret) => {
  const hooks = await system.registerWebhooks({ url, secret });
  return Object.fromEntries(hooks.map((hook) => [hook.key, hook.secret]));
};
