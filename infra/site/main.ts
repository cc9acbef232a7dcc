import { ensureSite } from './build-site.ts';
import { firstLoadBudget, weighFirstLoad } from './weigh.ts';

// `npm run build:web`: builds the dashboard unless these sources were built before, and says what a first visit loads.
const folder = await ensureSite();
const { javascript, css, files } = weighFirstLoad(folder);
process.stdout.write(
  `${folder}\nFirst load: ${javascript.toFixed(1)} kB JS (of ${firstLoadBudget}) and ${css.toFixed(1)} kB CSS gzipped, in ${files.length} files.\n`,
);
if (javascript > firstLoadBudget) process.exitCode = 1;
