import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Everything the dashboard is built from. */
const roots = [
  'admin-web',
  'shared/contract',
  'shared/domain',
  'docs/connecting',
  'docs/admin-guide.md',
  'docs/pictures',
  'vite.config.ts',
  'package-lock.json',
];
const beside = /(^|\/)(dist|node_modules)\/|\.test\.tsx?$/;

function filesOf(root: string): readonly string[] {
  if (!existsSync(root)) return [];
  const listed = root.includes('.')
    ? [root]
    : readdirSync(root, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name));
  return listed.filter((file) => !beside.test(file)).sort();
}

/** Equal for equal sources: names a build, so that one is made once however often it is asked for. */
export function fingerprint(): string {
  const hash = createHash('sha256');
  for (const file of roots.flatMap(filesOf))
    hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex').slice(0, 16);
}
