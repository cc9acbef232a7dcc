import type { ConnectorView } from '../../../../../shared/contract/catalogue.ts';
import type { Draft, Secrets } from '../draft.ts';

export interface StepProps {
  readonly connector: ConnectorView;
  readonly draft: Draft;
  readonly secrets: Secrets;
  /** What is wrong on this step, by the name of the field. */
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (changes: DraftChange) => void;
  readonly onNext: () => void;
}

/** Some fields of the draft; `undefined` takes one away that may be missing. */
export type DraftChange = { readonly [field in keyof Draft]?: Draft[field] | undefined };
