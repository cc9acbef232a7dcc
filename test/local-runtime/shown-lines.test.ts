import { expect, it } from 'vitest';
import { receiptsOf } from '../../functions/runtime/receipts.ts';
import { isShown } from '../../infra/local/log-level.ts';
import { aChange } from '../contract/support/samples.ts';
import { writtenLines } from '../support/written-lines.ts';

process.env.STAGE = 'test';

it('a receipt is shown to whoever asks for more than trouble, and drowns trouble for nobody else', async () => {
  const [receipt = ''] = await writtenLines(async () => receiptsOf('receive-webhook')([aChange()]));
  expect(receipt).toContain('Received');
  expect(['DEBUG', 'INFO', 'WARN', 'ERROR'].map((level) => isShown(receipt, level))).toEqual([
    ...[true, true, false, false],
  ]);
});

it('trouble and plain text are shown at every level', () => {
  const trouble = JSON.stringify({ timestamp: 'now', level: 'WARN', message: 'a change failed' });
  for (const line of [trouble, 'Error: out of memory'])
    expect(['INFO', 'WARN', 'ERROR'].map((level) => isShown(line, level))).toEqual([true, true, true]);
});
