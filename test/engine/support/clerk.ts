import type { ConflictStrategy } from '../../../shared/domain/integration.ts';
import type { Edit, History } from './history.ts';
import { type EditedField, editedFields } from './steps.ts';

/** What a pair's field holds on each side once the clerk has been there. */
export interface Entry {
  readonly here: string | null;
  readonly there: string | null;
}

/** An edit with the moment it was typed, by the clock on the wall. */
export type Dated = Edit & { readonly at: number };

/**
 * A careful person with both systems open, who comes by now and then and knows when everything was typed. Where one
 * side typed, she copies; where both did, she follows the house rule; where the rule does not say, she leaves both.
 */
export class Clerk {
  readonly #strategy: ConflictStrategy;
  readonly #pages = new Map<string, Map<EditedField, Entry>>();

  constructor(strategy: ConflictStrategy) {
    this.#strategy = strategy;
  }

  page(pair: string): ReadonlyMap<EditedField, Entry> {
    const known = this.#pages.get(pair);
    if (known !== undefined) return known;
    const fresh = new Map(editedFields.map((field) => [field, { here: null, there: null }]));
    this.#pages.set(pair, fresh);
    return fresh;
  }

  /** Settles what was typed about one pair since her last visit. */
  visit(pair: string, typed: readonly Dated[]): void {
    const page = new Map(this.page(pair));
    for (const field of editedFields) {
      const last = (side: Edit['side']) =>
        typed.findLast((edit) => edit.side === side && edit.field === field);
      const entry = this.#settle(last('here'), last('there'), typed);
      if (entry !== undefined) page.set(field, entry);
    }
    this.#pages.set(pair, page);
  }

  #settle(here: Dated | undefined, there: Dated | undefined, typed: readonly Dated[]): Entry | undefined {
    if (here === undefined && there === undefined) return undefined;
    const same = (value: string): Entry => ({ here: value, there: value });
    if (there === undefined) return same(here?.value ?? '');
    if (here === undefined) return same(there.value);
    if (this.#strategy === 'EXTERNAL_WINS') return same(there.value);
    if (this.#strategy === 'LOCAL_WINS') return same(here.value);
    if (this.#strategy !== 'LATEST_WINS') return { here: here.value, there: there.value };
    // The other system tells when a record was changed, not when a field was.
    const changedThere = Math.max(...typed.filter(({ side }) => side === 'there').map(({ at }) => at));
    return same(changedThere > here.at ? there.value : here.value);
  }
}

/** Where the engine's two sides are not what the clerk left behind. */
export function differences(history: History, clerk: Clerk): readonly string[] {
  return history.mappings().flatMap((mapping) => {
    const page = clerk.page(mapping.externalId);
    return editedFields.flatMap((field) => {
      const found = { here: history.ours(mapping, field), there: history.theirs(mapping, field) };
      const wanted = page.get(field) ?? { here: null, there: null };
      return found.here === wanted.here && found.there === wanted.there
        ? []
        : [`${mapping.externalId} ${field}: ${JSON.stringify(found)}, the clerk ${JSON.stringify(wanted)}`];
    });
  });
}
