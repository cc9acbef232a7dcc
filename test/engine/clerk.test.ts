import { aboutPlans } from './support/plans.ts';
import { proveAll } from './support/prove-all.ts';
import { aboutVisits } from './support/visits.ts';

proveAll([...aboutPlans, ...aboutVisits]);
