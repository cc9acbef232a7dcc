import { CircleAlert, CircleCheck, CirclePause, CircleX } from 'lucide-react';
import type { Word } from '../lib/glossary.ts';

const icons = { good: CircleCheck, warn: CircleAlert, bad: CircleX, calm: CirclePause };

/** A state: always a word, an icon and a colour together. */
export function Tag({ word }: { readonly word: Word }) {
  const Icon = icons[word.tone];
  return (
    <span className={`tag ${word.tone}`}>
      <Icon aria-hidden />
      {word.text}
    </span>
  );
}
