import { describe, expect, test } from 'vitest';
import { decideGoneThere } from '../../shared/domain/decide-deletion.ts';
import { decidePair } from '../../shared/domain/decide-pair.ts';
import { isUnlinked, listedAs, whyLeftAlone } from '../../shared/domain/left-alone.ts';
import { aWord } from '../contract/support/lone-samples.ts';
import { at } from '../contract/support/samples.ts';
import { aView, ourTask, theChange, theMapping, tools } from './support/a-pair.ts';

const unlinked = aWord({ how: 'unlinked' });
const pair = theMapping({ title: 'Plant trees' });
const reason = 'left alone by ada, who excluded it: A private note';

describe('a look at a pair that is left alone', () => {
  const mapping = { ...pair, leftAlone: aWord() };
  const record = ourTask({ title: 'Ours' });
  const poll = theChange({ cause: 'poll' });

  test('moves nothing, whatever is there, and says whose word that is to whoever asked', () => {
    const held = {
      kind: 'end',
      outcome: 'held',
      log: { outcome: 'held', waiting: [{ field: '*', reason }] },
    };
    expect(decidePair(aView({ mapping, record }), tools)).toMatchObject(held);
    expect(decidePair(aView({ mapping, record: undefined }), tools)).toMatchObject(held);
    const gone = theChange({ kind: 'deleted' });
    expect(decideGoneThere({ ...aView({ mapping, record, change: gone }) }, tools)).toMatchObject(held);
  });

  test('by a run leaves no entry', () => {
    const quiet = { kind: 'end', outcome: 'unchanged' };
    expect(decidePair(aView({ mapping, record, change: poll }), tools)).toEqual(quiet);
    const gone = { ...poll, kind: 'deleted' as const };
    expect(decideGoneThere({ ...aView({ mapping, record, change: gone }) }, tools)).toEqual(quiet);
  });

  test('does not even ask whether the external record makes sense', () => {
    const external = { id: '1305', data: {}, updatedAt: at };
    expect(decidePair(aView({ mapping, record, external }), tools)).toMatchObject({ kind: 'end' });
    expect(decidePair(aView({ mapping: pair, record, external }), tools).kind).not.toBe('end');
  });
});

test('a pair is listed under what an admin said, else under its state; only an unlinked one is no pair', () => {
  const said = [{ ...pair, leftAlone: unlinked }, { ...pair, leftAlone: aWord() }, pair];
  expect(said.map(listedAs)).toEqual(['UNLINKED', 'EXCLUDED', 'SYNCED']);
  expect(said.map(isUnlinked)).toEqual([true, false, false]);
  expect(whyLeftAlone(unlinked)).toBe('left alone by ada, who unlinked it: A private note');
});
