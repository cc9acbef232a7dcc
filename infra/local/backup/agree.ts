import { createInterface } from 'node:readline/promises';

/** Throws unless the stage's name is typed; `given` is asked for by nobody. */
export async function agreeTo(stage: string, given: string | undefined): Promise<void> {
  if (given !== undefined) return demandName(given, stage);
  if (!process.stdin.isTTY)
    throw new Error(`Nobody is here to ask; --yes ${stage} goes ahead. Nothing was written.`);
  const line = createInterface({ input: process.stdin, output: process.stdout });
  const typed = await line.question(`What only ${stage} holds is lost. Type ${stage} to go ahead: `);
  line.close();
  demandName(typed, stage);
}

export function demandName(typed: string, stage: string): void {
  if (typed.trim() !== stage) throw new Error(`"${typed.trim()}" is not ${stage}. Nothing was written.`);
}
