import { useId, useState } from 'react';
import { Button } from 'react-aria-components';
import { Hint } from '../../components/hint.tsx';
import { Ring } from '../../components/ring.tsx';
import type { Word } from '../../lib/glossary.ts';

export interface GaugeProps {
  /** 0 to 100; absent while nobody has looked. */
  readonly score: number | undefined;
  readonly word: Word;
  /** Why it is so. */
  readonly sentence: string;
}

/** Health as a ring with its number; why it is so shows on hover and focus, and stays when pressed (for touch). */
export function Gauge({ score, word, sentence }: GaugeProps) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const label = score === undefined ? 'Health is not known yet' : `Health: ${score} of 100`;
  return (
    <>
      <Hint tip={sentence}>
        <Button
          className="gauge"
          aria-label={label}
          aria-expanded={open}
          aria-controls={id}
          onPress={() => setOpen(!open)}
        >
          <Ring value={score} tone={word.tone} />
        </Button>
      </Hint>
      <p id={id} className="small why" hidden={!open}>
        {sentence}
      </p>
    </>
  );
}
