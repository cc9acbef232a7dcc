import * as z from 'zod';
import { record } from '../../connector-kit/parse.ts';
import { isZone } from '../../domain/zoned.ts';

/** 24 hexadecimal digits; the first eight are the second of creation. */
export const trelloId = /^[0-9a-f]{24}$/;
const id = (message: string) => z.string().regex(trelloId, message);

export const settings = z.strictObject({
  boardIds: z.array(id('Choose the boards')).min(1, 'Choose at least one board'),
  listId: id('Choose the list for new cards'),
  timeZone: z.string().refine(isZone, 'Give a time zone such as Europe/Berlin').default('UTC'),
});
export type Settings = z.output<typeof settings>;

const moment = z.nullable(z.iso.datetime());
/** A card is kept whole; only what is relied on is demanded. */
export const card = z.intersection(
  record,
  z.object({
    id: z.string(),
    name: z.string(),
    dateLastActivity: z.iso.datetime(),
    due: moment,
    start: moment,
    customFieldItems: z
      .array(z.object({ idCustomField: z.string(), value: z.nullable(z.record(z.string(), z.string())) }))
      .optional(),
  }),
);
export type Card = z.output<typeof card>;
export const cards = z.array(card);

export const person = z.intersection(record, z.object({ id: z.string(), fullName: z.string() }));
export const memberships = z.array(z.object({ member: person }));
export const deletions = z.array(
  z.object({ id: z.string(), data: z.object({ card: z.object({ id: z.string() }) }) }),
);
export const named = z.array(z.object({ id: z.string(), name: z.string() }));
export const customFields = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    type: z.string(),
    options: z.array(z.object({ id: z.string(), value: z.object({ text: z.string() }) })).optional(),
  }),
);
export const me = z.object({ id: z.string(), fullName: z.string() });
export const hook = z.object({ id: z.string(), active: z.boolean() });

/** https://developer.atlassian.com/cloud/trello/guides/rest-api/webhooks/: the card's present values are not in it. */
export const delivery = z.object({
  action: z.object({
    id: z.string(),
    type: z.string(),
    date: z.iso.datetime(),
    data: z.object({ card: z.object({ id: z.string() }).optional() }),
  }),
});
