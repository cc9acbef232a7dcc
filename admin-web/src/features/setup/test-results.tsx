import { CircleCheck, CircleX } from 'lucide-react';
import type * as z from 'zod/mini';
import type { connectionStep } from '../../../../shared/contract/integrations.ts';
import { testWord } from '../../lib/setup-words.ts';

export type TestStep = z.output<typeof connectionStep>;

export interface TestResultsProps {
  readonly steps: readonly TestStep[];
  /** What the other system calls a collection, by the name that a step carries. */
  readonly labels: Readonly<Record<string, string>>;
}

/** A connection test step by step, each failed one with its cure. */
export const TestResults = ({ steps, labels }: TestResultsProps) => (
  <ol className="test">
    {steps.map(({ step, stream, ok, message, cure }) => (
      <li key={`${step}/${stream ?? ''}`} className={ok ? 'good' : 'bad'}>
        {ok ? <CircleCheck size={20} aria-hidden /> : <CircleX size={20} aria-hidden />}
        <div>
          <strong>
            {testWord[step]}
            {stream !== undefined && `: ${labels[stream] ?? stream}`}
            <span className="hidden">{ok ? ': works' : ': does not work'}</span>
          </strong>
          <p className={ok ? 'small soft' : undefined}>{message}</p>
          {!ok && cure !== undefined && (
            <p>
              <strong>What helps:</strong> {cure}
            </p>
          )}
        </div>
      </li>
    ))}
  </ol>
);
