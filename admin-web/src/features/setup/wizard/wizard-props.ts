import type { ReactNode } from 'react';
import type { SetupSearch } from '../setup-search.ts';
import type { Step } from '../step-names.ts';

export interface WizardProps {
  readonly search: SetupSearch;
  readonly onStep: (step: Step, how?: 'in-place') => void;
  /** What the first import of an integration would do, and how it goes. */
  readonly firstImport: (id: string) => ReactNode;
}
