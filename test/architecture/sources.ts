import { existsSync, globSync, readFileSync } from 'node:fs';

/** A source file with its path relative to the repository. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

export const sourceFolders = ['infra', 'functions', 'shared', 'admin-web', 'test', 'bench'] as const;
export const existingFolders = sourceFolders.filter((folder) => existsSync(folder));

const isGenerated = (path: string): boolean => /(^|\/)(node_modules|dist|cdk\.out)\//.test(path);

/** Our own sources of these folders, sorted by path. */
export function sourcesOf(...folders: readonly string[]): readonly Source[] {
  return folders
    .flatMap((folder) =>
      globSync(`${folder}/**/*.{ts,tsx,mjs}`, { exclude: (path) => isGenerated(`${path}/`) }),
    )
    .filter((path) => !isGenerated(path))
    .sort()
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}
