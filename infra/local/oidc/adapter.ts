import type { DatabaseSync } from 'node:sqlite';
import type { Adapter, AdapterPayload } from 'oidc-provider';
import * as z from 'zod';

const payload: z.ZodType<AdapterPayload> = z.looseObject({});
const row = z.object({ payload: z.string(), expires: z.nullable(z.number()) });

/** Keeps sessions, codes and tokens of the local sign-in on disk, so that they survive a restart. */
export function sqliteAdapter(db: DatabaseSync): new (name: string) => Adapter {
  db.exec(`CREATE TABLE IF NOT EXISTS oidc(kind TEXT, id TEXT, payload TEXT NOT NULL, grant_id TEXT, uid TEXT, expires INTEGER, PRIMARY KEY(kind, id));
    CREATE INDEX IF NOT EXISTS oidc_uid ON oidc(uid); CREATE INDEX IF NOT EXISTS oidc_grant ON oidc(grant_id);`);
  const parse = (found: unknown): AdapterPayload | undefined => {
    if (found === undefined) return undefined;
    const { payload: text, expires } = row.parse(found);
    return expires !== null && expires < Date.now() ? undefined : payload.parse(JSON.parse(text));
  };
  return class implements Adapter {
    readonly #kind: string;
    constructor(name: string) {
      this.#kind = name;
    }
    async upsert(id: string, value: AdapterPayload, expiresIn: number): Promise<void> {
      const expires = expiresIn ? Date.now() + expiresIn * 1000 : null;
      db.prepare('INSERT OR REPLACE INTO oidc VALUES (?,?,?,?,?,?)').run(
        this.#kind,
        id,
        JSON.stringify(value),
        value.grantId ?? null,
        value.uid ?? null,
        expires,
      );
    }
    async find(id: string) {
      return parse(db.prepare('SELECT payload, expires FROM oidc WHERE kind=? AND id=?').get(this.#kind, id));
    }
    async findByUid(uid: string) {
      return parse(
        db.prepare('SELECT payload, expires FROM oidc WHERE kind=? AND uid=?').get(this.#kind, uid),
      );
    }
    async findByUserCode() {
      return undefined;
    }
    async consume(id: string): Promise<void> {
      const found = await this.find(id);
      if (found === undefined) return;
      const used = JSON.stringify({ ...found, consumed: Math.floor(Date.now() / 1000) });
      db.prepare('UPDATE oidc SET payload=? WHERE kind=? AND id=?').run(used, this.#kind, id);
    }
    async destroy(id: string): Promise<void> {
      db.prepare('DELETE FROM oidc WHERE kind=? AND id=?').run(this.#kind, id);
    }
    async revokeByGrantId(grantId: string): Promise<void> {
      // Of this kind only: a sign-in under way also names its grant, and must outlive a change of the person.
      db.prepare('DELETE FROM oidc WHERE grant_id=? AND kind=?').run(grantId, this.#kind);
    }
  };
}
