import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useApi } from '../../lib/session.ts';
import { type Checked, checkRules, type Place, type Rule } from './requests/field-mappings.ts';
import { type Problem, problemAt } from './rule-problems.ts';

const calmMs = 500;
const nothing: readonly Problem[] = [];

export interface Check {
  readonly problems: readonly Problem[];
  /** For the rule at each place whether values survive the way there and back. */
  readonly trips: Checked['roundTrips'];
}

/** What the service says of rules that are not saved yet; asked when nothing was changed for a moment. */
export function useCheck(place: Place, rules: readonly Rule[]): Check {
  const [asked, setAsked] = useState(rules);
  useEffect(() => {
    const timer = window.setTimeout(() => setAsked(rules), calmMs);
    return () => window.clearTimeout(timer);
  }, [rules]);
  const { data } = useQuery(checkRules(useApi(), place, asked));
  // What was said of other rules would stand beside the wrong ones.
  if (data === undefined || asked !== rules) return { problems: nothing, trips: [] };
  return {
    problems: data.problems.map(({ pointer, message, severity }) => problemAt(pointer, message, severity)),
    trips: data.roundTrips,
  };
}
