import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';

const mailInput = z.looseObject({
  Destination: z.looseObject({ ToAddresses: z.array(z.string()).default([]) }),
  Content: z.looseObject({
    Simple: z.looseObject({
      Subject: z.looseObject({ Data: z.string() }),
      Body: z.looseObject({
        Text: z.looseObject({ Data: z.string() }).optional(),
        Html: z.looseObject({ Data: z.string() }).optional(),
      }),
    }),
  }),
});
const row = z.object({
  id: z.string(),
  at: z.number(),
  channel: z.string(),
  recipient: z.string(),
  subject: z.string(),
  body: z.string(),
});
export type OutboxMessage = z.output<typeof row>;

/** Mails and Slack messages that would have left this machine. */
export class Outbox {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
    db.exec(
      'CREATE TABLE IF NOT EXISTS outbox(id TEXT PRIMARY KEY, at INTEGER, channel TEXT, recipient TEXT, subject TEXT, body TEXT)',
    );
  }

  mail(input: unknown): { MessageId: string } {
    const { Destination, Content } = mailInput.parse(input);
    const { Subject, Body } = Content.Simple;
    return {
      MessageId: this.add(
        'email',
        Destination.ToAddresses.join(', '),
        Subject.Data,
        Body.Text?.Data ?? Body.Html?.Data ?? '',
      ),
    };
  }

  add(channel: 'email' | 'slack', recipient: string, subject: string, body: string): string {
    const id = randomUUID();
    this.#db
      .prepare('INSERT INTO outbox VALUES (?,?,?,?,?,?)')
      .run(id, Date.now(), channel, recipient, subject, body);
    return id;
  }

  all(): readonly OutboxMessage[] {
    return this.#db
      .prepare('SELECT * FROM outbox ORDER BY at DESC LIMIT 200')
      .all()
      .map((item) => row.parse(item));
  }

  page(): string {
    const safe = (text: string) => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
    const items = this.all().map(
      (item) =>
        `<li><h2>${safe(item.subject)}</h2><p>${safe(item.channel)} to ${safe(item.recipient)}, ${new Date(item.at).toISOString()}</p><pre>${safe(item.body)}</pre></li>`,
    );
    const list = items.length === 0 ? '<p>Nothing was sent yet.</p>' : `<ul>${items.join('')}</ul>`;
    return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Outbox</title><h1>Outbox</h1>${list}</html>`;
  }
}
