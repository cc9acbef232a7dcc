import { Link } from '@tanstack/react-router';
import { Check } from 'lucide-react';
import { type Step, steps } from '../step-names.ts';
import { stepWord } from '../steps.ts';

/** Where one is among the steps; those that are done can be gone back to. */
export const StepList = ({ step }: { readonly step: Step }) => (
  <nav className="steps" aria-label="Steps">
    <ol>
      {steps.map((each, at) => {
        const isDone = at < steps.indexOf(step);
        const word = <span className="word">{stepWord[each]}</span>;
        return (
          <li key={each} className={each === step ? 'now' : isDone ? 'done' : ''}>
            {isDone ? (
              <Link to="/integrations/new" search={{ step: each }} activeOptions={{ includeSearch: true }}>
                <span className="number" aria-hidden>
                  <Check size={15} strokeWidth={3} />
                </span>
                {word}
                <span className="hidden"> (done)</span>
              </Link>
            ) : (
              <span className="row" aria-current={each === step ? 'step' : undefined}>
                <span className="number" aria-hidden>
                  {at + 1}
                </span>
                {word}
              </span>
            )}
          </li>
        );
      })}
    </ol>
  </nav>
);
