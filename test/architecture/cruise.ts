import { cruise, type ICruiseResult } from 'dependency-cruiser';
import configuration from '../../.dependency-cruiser.mjs';

export interface Cruised {
  /** How many of our own files were read. */
  readonly modules: number;
  /** `rule: from → to` for everything forbidden, in the order found. */
  readonly violations: readonly { readonly rule: string; readonly from: string; readonly to: string }[];
}

export const ruleNames: readonly string[] = (configuration.forbidden ?? []).map(({ name }) => String(name));

/** Reads every import below `folders` of `root` and holds it against the rules. Throws when nothing can be read. */
export async function cruiseTree(root: string, folders: readonly string[]): Promise<Cruised> {
  const { output } = await cruise([...folders], {
    ...configuration.options,
    baseDir: root,
    validate: true,
    ruleSet: { forbidden: configuration.forbidden ?? [] },
  });
  const result = asResult(output);
  return {
    modules: result.modules.filter(({ source }) => folders.some((folder) => source.startsWith(`${folder}/`)))
      .length,
    violations: result.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
  };
}

function asResult(output: ICruiseResult | string): ICruiseResult {
  if (typeof output === 'string')
    throw new Error(`dependency-cruiser answered text: ${output.slice(0, 200)}`);
  return output;
}
