import { readFileSync } from 'node:fs';
import { examplesIn, run } from '../../support/examples/shell-examples.ts';
import { differences } from '../../support/examples/shown-answer.ts';
import { Instance } from '../../support/instance.ts';

export const title =
  'every example of docs/api.md, run as written on the running system, answers what the page shows';

export async function demonstrate(say: (line: string) => void): Promise<readonly string[]> {
  const examples = examplesIn(readFileSync('docs/api.md', 'utf8'));
  const instance = new Instance({ practice: 'on' });
  try {
    const { apiUrl } = await instance.start();
    say(`the practice world runs at ${apiUrl}`);
    const ran = await run(examples, { LOCAL_DATA: instance.dataDir });
    const wrong = ran.flatMap(({ line, answer, printed }) =>
      answer === undefined
        ? []
        : differences(JSON.parse(answer), JSON.parse(printed)).map((each) => `docs/api.md:${line} ${each}`),
    );
    if (wrong.length > 0) throw new Error(wrong.join('\n  '));
    const shown = examples.filter(({ answer }) => answer !== undefined).length;
    const calls = examples.reduce((sum, { command }) => sum + command.split('curl ').length - 1, 0);
    return [
      `${examples.length} examples with ${calls} calls of curl went through`,
      `${shown} answers are as shown`,
    ];
  } finally {
    await instance.dispose();
  }
}
