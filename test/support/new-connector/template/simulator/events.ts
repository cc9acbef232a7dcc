import { sign } from '../../../../../shared/connector-kit/signatures.ts';
import type { SimulatedResponse } from '../../../../../shared/connector-kit/simulator/simulator.ts';
import type { Subject } from '../../../../../shared/connector-kit/simulator/subject.ts';
import { WebhookSender } from '../../../../../shared/connector-kit/simulator/webhook-sender.ts';
import { todo } from '../../../../../shared/connector-kit/todo.ts';
import type { SampleCloudState } from './state.ts';

interface Hook {
  readonly id: string;
  readonly url: string;
  readonly secret: string;
}

/** The webhooks of the simulated Sample Cloud and what it sends to them. */
export class SampleCloudEvents {
  readonly sender = new WebhookSender();
  readonly hooks = new Map<string, Hook>();
  #next = 1;

  constructor(state: SampleCloudState) {
    state.onChange = (id, kind) => this.#tell(id, kind);
  }

  register(_body: unknown): SimulatedResponse {
    return todo('what does it ask of the address of a webhook, and what does it answer to its making?');
  }

  #tell(task: string, kind: 'changed' | 'deleted'): void {
    const event = `e-${this.#next++}`;
    const body = JSON.stringify({ event, task, deleted: kind === 'deleted' });
    for (const { url, secret } of this.hooks.values()) {
      const signature = sign({ algorithm: 'sha256', encoding: 'hex' }, secret, Buffer.from(body));
      this.sender.send({ url, headers: { [signatureHeader]: signature }, body });
    }
  }
}

/** Not answered yet: which header carries the signature, and is it made as above? */
export const signatureHeader = 'x-sample-cloud-signature';

/** Registers as the product does; answers the secrets that verify what then comes. */
export const subscribe: Subject['subscribe'] = async (_running, system, url, secret) => {
  const hooks = await system.registerWebhooks({ url, secret });
  return Object.fromEntries(hooks.map((hook) => [hook.key, hook.secret]));
};
