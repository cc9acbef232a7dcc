import { createHmac } from 'node:crypto';
import type { SimulatedResponse } from '../../../connector-kit/simulator/simulator.ts';
import { WebhookSender } from '../../../connector-kit/simulator/webhook-sender.ts';
import { boardId, type Card, secret, type TrelloState, type Webhook } from './state.ts';

export const plain = (status: number, body: string): SimulatedResponse => ({
  status,
  body,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
});

/** Changes of cards, the actions that the board remembers, and the webhooks that tell of them. */
export class TrelloEvents {
  readonly sender = new WebhookSender();
  readonly #state: TrelloState;

  constructor(state: TrelloState) {
    this.#state = state;
  }

  put(card: Card, type: 'createCard' | 'updateCard'): Card {
    const stamped = { ...card, dateLastActivity: this.#state.now().toISOString() };
    this.#state.cards.set(card.id, stamped);
    this.#tell(type, stamped);
    return stamped;
  }

  remove(id: string): boolean {
    const card = this.#state.cards.get(id);
    if (card === undefined) return false;
    this.#state.cards.delete(id);
    this.#tell('deleteCard', card);
    return true;
  }

  /** The address has to answer a HEAD request with 200 before the webhook is made. */
  async register(body: { readonly [field: string]: unknown }): Promise<SimulatedResponse> {
    const { callbackURL, idModel } = body;
    if (typeof callbackURL !== 'string' || idModel !== boardId)
      return plain(400, 'invalid value for idModel');
    if ([...this.#state.webhooks.values()].some((hook) => hook.callbackURL === callbackURL))
      return plain(400, 'A webhook with that callback, model, and token already exists');
    const head = await fetch(callbackURL, { method: 'HEAD' }).catch(() => undefined);
    if (head?.status !== 200)
      return plain(
        400,
        `URL (${callbackURL}) did not return 200 status code, got ${head?.status ?? 'nothing'}`,
      );
    const description = typeof body.description === 'string' ? body.description : '';
    const hook: Webhook = { id: this.#state.id(), idModel: boardId, callbackURL, description, active: true };
    this.#state.webhooks.set(hook.id, hook);
    this.#state.changed();
    return { status: 200, body: { ...hook, consecutiveFailures: 0, firstConsecutiveFailDate: null } };
  }

  #tell(type: string, card: Card): void {
    const action = { id: this.#state.id(), type, date: this.#state.now().toISOString() };
    this.#state.actions.push({ ...action, card: card.id });
    this.#state.changed();
    const data = { card: { id: card.id, name: card.name }, board: { id: boardId, name: 'Neighbourhood' } };
    for (const hook of this.#state.webhooks.values()) this.#deliver(hook, { ...action, data });
  }

  #deliver(hook: Webhook, action: object): void {
    const model = { id: boardId, name: 'Neighbourhood' };
    const body = JSON.stringify({ action, model, webhook: { id: hook.id } });
    const signature = createHmac('sha1', secret).update(body).update(hook.callbackURL).digest('base64');
    this.sender.send({
      url: hook.callbackURL,
      headers: { 'content-type': 'application/json', 'x-trello-webhook': signature },
      body,
    });
  }
}
