import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

/** State that survives a restart: read once, written soon after each change. */
export class Snapshot<State> {
  readonly #file: string | undefined;
  readonly #state: () => State;
  #timer: NodeJS.Timeout | undefined;

  constructor(file: string | undefined, state: () => State) {
    this.#file = file;
    this.#state = state;
  }

  static read(file: string | undefined): unknown {
    return file === undefined || !existsSync(file) ? undefined : JSON.parse(readFileSync(file, 'utf8'));
  }

  changed(): void {
    if (this.#file === undefined || this.#timer !== undefined) return;
    this.#timer = setTimeout(() => this.write(), 200);
  }

  write(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#file === undefined) return;
    writeFileSync(`${this.#file}.new`, JSON.stringify(this.#state()));
    renameSync(`${this.#file}.new`, this.#file);
  }
}
