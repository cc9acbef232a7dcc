import type { Transform } from '../transforms.ts';

type Of<Type extends string> = Extract<Transform, { type: Type }>;
/** A form for one type of translation. */
export interface FormOf<Type extends string> {
  readonly transform: Of<Type>;
  readonly onChange: (transform: Transform) => void;
}
