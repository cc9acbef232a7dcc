import { aboutMoments } from './support/moments.ts';
import { proveAll } from './support/prove-all.ts';

proveAll(aboutMoments);
