import type { TokenIssuer } from '../../../shared/application/ports.ts';
import { type Fault, FaultError } from '../../../shared/domain/fault.ts';
import type { SignInValues } from '../../../shared/domain/sign-in.ts';
import type { Renewal, TokenAnswer } from '../../../shared/domain/tokens.ts';

/**
 * A token endpoint in this process. Rotating refresh tokens are good once: whoever comes with a used one ends the
 * whole grant, as strict vendors do.
 */
export class Issuer implements TokenIssuer {
  /** Nothing to renew, unless a test says otherwise. */
  kind: Renewal = 'none';
  rotates = true;
  lifetimeSeconds: number | undefined = 3600;
  /** Happens between the question and the answer. */
  onAsked: () => Promise<void> = async () => undefined;
  fails: Fault | undefined;
  /** Access tokens handed out, in order. */
  readonly issued: string[] = [];
  /** How often a refresh token came that had been used before. */
  reused = 0;
  readonly #dead = new Set<string>();
  readonly #used = new Set<string>();
  #revoked = false;

  async renewal(): Promise<Renewal> {
    return this.kind;
  }
  async authorizeUrl(
    _target: object,
    _values: SignInValues,
    { state }: { readonly state: string },
  ): Promise<string> {
    return `https://vendor.example/authorize?state=${state}`;
  }
  async exchange(
    _target: object,
    _values: SignInValues,
    { code }: { readonly code: string },
  ): Promise<TokenAnswer> {
    await this.onAsked();
    this.#stumble();
    if (code !== 'good') throw refused('invalid_grant');
    this.#revoked = false;
    return this.issue();
  }
  async renew(_target: object, values: SignInValues): Promise<TokenAnswer> {
    await this.onAsked();
    this.#stumble();
    const { refreshToken } = values;
    if (this.kind === 'refresh') {
      if (refreshToken === undefined || this.#revoked) throw refused('invalid_grant');
      if (this.#used.has(refreshToken)) {
        this.reused++;
        this.#revoked = true;
        throw refused('invalid_grant');
      }
      if (this.rotates) this.#used.add(refreshToken);
    }
    return this.issue();
  }
  async addresses(target: {
    readonly settings: { readonly [name: string]: unknown };
  }): Promise<readonly string[]> {
    return [String(target.settings.tokenUrl ?? '')];
  }

  issue(): TokenAnswer {
    const at = this.issued.length + 1;
    this.issued.push(`access-${at}`);
    return {
      accessToken: `access-${at}`,
      ...(this.kind === 'refresh' && (this.rotates || at === 1) ? { refreshToken: `refresh-${at}` } : {}),
      ...(this.lifetimeSeconds === undefined ? {} : { lifetimeSeconds: this.lifetimeSeconds }),
    };
  }
  /** The vendor no longer takes this access token. */
  kill(accessToken: string): void {
    this.#dead.add(accessToken);
  }
  accepts(accessToken: string | undefined): boolean {
    return accessToken !== undefined && !this.#dead.has(accessToken) && this.issued.includes(accessToken);
  }
  /** Somebody took our access away at the vendor. */
  revoke(): void {
    this.#revoked = true;
    for (const token of this.issued) this.#dead.add(token);
  }
  #stumble(): void {
    if (this.fails !== undefined) throw new FaultError(this.fails);
  }
}

const refused = (code: string): FaultError =>
  new FaultError({ kind: 'unauthorized', message: `The sign-in is no longer accepted (${code}).` });
