import { createHash } from 'node:crypto';
import { Refusal } from './refusals.ts';

/** The query of a request to a list, with everything refused that the list does not know. */
export function parameters(query: URLSearchParams, known: readonly string[]): void {
  for (const name of query.keys()) {
    if (!known.includes(name))
      throw new Refusal('bad_parameter', `There is no parameter ${name} here.`, name);
    if (query.getAll(name).length > 1) throw new Refusal('bad_parameter', `${name} is given twice.`, name);
  }
}

/** Only what lies strictly after the second that is asked for. */
function afterTime(query: URLSearchParams, parameter: string): (time: string) => boolean {
  const asked = query.get(parameter);
  if (asked === null) return () => true;
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(asked) || Number.isNaN(Date.parse(asked)))
    throw new Refusal('bad_time', 'A time is written like 2026-03-01T09:30:00Z.', parameter);
  return (time) => Date.parse(time) > Date.parse(asked);
}

/** Keyset pages by id; remembers which tokens were given for which list. */
export class Pages {
  readonly #given = new Map<string, { readonly list: string; readonly after: string }>();

  page<Item extends { readonly id: string }>(
    list: string,
    items: Iterable<Item>,
    query: URLSearchParams,
    time: { readonly parameter: string; readonly of: (item: Item) => string },
  ) {
    const per = query.get('per') ?? '25';
    if (!/^([1-9]|[1-4]\d|50)$/.test(per)) throw new Refusal('bad_parameter', 'per is 1 to 50.', 'per');
    const isAfter = afterTime(query, time.parameter);
    const whole = `${list} ${query.get(time.parameter) ?? ''}`;
    const after = this.#after(whole, query.get('token'));
    const rest = [...items]
      .filter((item) => item.id > after && isAfter(time.of(item)))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    const page = rest.slice(0, Number(per));
    const last = page.at(-1);
    if (last === undefined || rest.length === page.length) return { page, more: false, token: null };
    return { page, more: true, token: this.#give(whole, last.id) };
  }

  #after(list: string, token: string | null): string {
    if (token === null) return '';
    const given = this.#given.get(token);
    if (given?.list !== list)
      throw new Refusal('bad_token', 'This token was not given for this list.', 'token');
    return given.after;
  }

  #give(list: string, after: string): string {
    const token = createHash('sha256').update(`${list} ${after}`).digest('base64url').slice(0, 20);
    this.#given.set(token, { list, after });
    return token;
  }
}
