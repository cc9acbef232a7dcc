import type { Problem } from '../rule-problems.ts';

/** What is wrong with one rule, below it; the first wrong one takes the focus when saving was refused. */
export function RuleProblems({
  at,
  problems,
}: {
  readonly at: number;
  readonly problems: readonly Problem[];
}) {
  const mine = problems.filter((problem) => problem.at === at);
  if (mine.length === 0) return null;
  const isWrong = mine.some(({ severity }) => severity === 'error');
  return (
    <ul className="rule-problems" tabIndex={-1} data-wrong={isWrong ? at : undefined}>
      {mine.map(({ part, message, severity }) => (
        <li key={`${part} ${message}`} className={severity === 'error' ? 'error' : 'small soft'}>
          {message}
        </li>
      ))}
    </ul>
  );
}
