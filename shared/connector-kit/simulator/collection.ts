export type Entity = { readonly id: string } & Record<string, unknown>;

/** A vendor's table of entities, in order of creation. */
export class Collection {
  readonly #entities = new Map<string, Entity>();

  constructor(entities: readonly Entity[] = []) {
    for (const entity of entities) this.#entities.set(entity.id, entity);
  }

  get(id: string): Entity | undefined {
    return this.#entities.get(id);
  }

  put(entity: Entity): Entity {
    this.#entities.set(entity.id, entity);
    return entity;
  }

  delete(id: string): boolean {
    return this.#entities.delete(id);
  }

  all(): readonly Entity[] {
    return [...this.#entities.values()];
  }
}
