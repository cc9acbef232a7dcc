/** Decides when the process dies: before or after its n-th write. Dead processes write nothing more. */
export class Fate {
  writes = 0;
  #dies: { readonly at: number; readonly when: 'before' | 'after' } | undefined;
  #dead = false;

  dieAt(write: number, when: 'before' | 'after'): void {
    this.writes = 0;
    this.#dies = { at: write, when };
  }

  #meanwhile: { readonly at: number; readonly act: () => Promise<unknown> } | undefined;

  /** Somebody else acts right before the n-th write from now. */
  meanwhile(write: number, act: () => Promise<unknown>): void {
    this.writes = 0;
    this.#meanwhile = { at: write, act };
  }

  /** A new process takes over. Answers whether the one before had died. */
  revive(): boolean {
    const died = this.#dead;
    this.#dead = false;
    this.#dies = undefined;
    return died;
  }

  /** The store with its writing verbs under this fate. */
  over<Store extends object>(store: Store, verbs: readonly (keyof Store)[]): Store {
    return new Proxy(store, {
      get: (target, name, receiver) => {
        const member: unknown = Reflect.get(target, name, receiver);
        if (typeof member !== 'function') return member;
        const bound = member.bind(target);
        const writes = verbs.some((verb) => verb === name);
        return (...given: unknown[]) => (writes ? this.#write(() => bound(...given)) : bound(...given));
      },
    });
  }

  async #write(write: () => Promise<unknown>): Promise<unknown> {
    if (this.#dead) throw new Error('The process is dead.');
    if (this.writes + 1 === this.#meanwhile?.at) {
      const { act } = this.#meanwhile;
      this.#meanwhile = undefined;
      await act();
    }
    const strikes = ++this.writes === this.#dies?.at ? this.#dies.when : undefined;
    if (strikes === 'before') this.#die();
    const answer = await write();
    if (strikes === 'after') this.#die();
    return answer;
  }

  #die(): never {
    this.#dead = true;
    throw new Error('The process dies here.');
  }
}
