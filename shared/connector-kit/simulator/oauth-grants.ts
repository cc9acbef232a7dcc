import { randomBytes } from 'node:crypto';
import * as z from 'zod';

const code = z.object({
  code: z.string(),
  clientId: z.string(),
  redirectUri: z.string(),
  challenge: z.nullable(z.string()),
  until: z.number(),
  used: z.nullable(z.string()),
});
const token = z.object({
  token: z.string(),
  kind: z.enum(['access', 'refresh']),
  clientId: z.string(),
  /** Everything that came of one act of allowing the access. */
  family: z.string(),
  until: z.nullable(z.number()),
  ended: z.boolean(),
});
const stored = z.object({ codes: z.array(code), tokens: z.array(token) });

export type Code = z.output<typeof code>;
export type Token = z.output<typeof token>;

/** What an authorization server remembers: codes, tokens and which of them belong together. */
export class OAuthGrants {
  readonly codes = new Map<string, Code>();
  readonly tokens = new Map<string, Token>();
  readonly #now: () => number;
  readonly #changed: () => void;

  constructor(now: () => number, before: unknown, changed: () => void) {
    this.#now = now;
    this.#changed = changed;
    const known = stored.safeParse(before);
    if (!known.success) return;
    for (const item of known.data.codes) this.codes.set(item.code, item);
    for (const item of known.data.tokens) this.tokens.set(item.token, item);
  }

  get state(): z.output<typeof stored> {
    return { codes: [...this.codes.values()], tokens: [...this.tokens.values()] };
  }

  allow(given: Pick<Code, 'clientId' | 'redirectUri' | 'challenge'>, seconds: number): string {
    const made = { ...given, code: secret(), until: this.#now() + seconds * 1000, used: null };
    this.codes.set(made.code, made);
    this.#changed();
    return made.code;
  }

  /** The code is spent; what came of it is known by its family. */
  spend(spent: Code, family: string): void {
    this.codes.set(spent.code, { ...spent, used: family });
    this.#changed();
  }

  issue(kind: Token['kind'], clientId: string, family: string, seconds: number | null): string {
    const until = seconds === null ? null : this.#now() + seconds * 1000;
    const made = { token: secret(), kind, clientId, family, until, ended: false };
    this.tokens.set(made.token, made);
    this.#changed();
    return made.token;
  }

  /** The token, if it is of this kind and neither ended nor over. */
  good(kind: Token['kind'], text: string | undefined): Token | undefined {
    const known = this.tokens.get(text ?? '');
    const over = known === undefined || known.ended || (known.until !== null && known.until <= this.#now());
    return over || known.kind !== kind ? undefined : known;
  }

  end(which: (token: Token) => boolean): void {
    for (const item of this.tokens.values())
      if (which(item)) this.tokens.set(item.token, { ...item, ended: true });
    this.#changed();
  }
}

export const secret = (): string => randomBytes(24).toString('base64url');
