import { resolve } from 'node:path';
import { roles } from '../../shared/config/names.ts';
import { mintToken } from './oidc/issuer.ts';
import { demoUsers } from './oidc/users.ts';
import { dataDirectory, readReady } from './ready-file.ts';

const [, , wanted = ''] = process.argv;
const role = roles.find((name) => name === wanted.toUpperCase());
const dataDir = resolve(dataDirectory());
const ready = readReady(dataDir);

if (role === undefined) {
  console.error(`Usage: npm run -s token -- ${roles.join('|')}`);
  process.exitCode = 2;
} else if (ready === undefined) {
  console.error(`Nothing runs on ${dataDir}. Start it with: npm start`);
  process.exitCode = 1;
} else {
  const subject = demoUsers.find((user) => user.role === role)?.name ?? role.toLowerCase();
  console.log(mintToken(dataDir, ready.issuer, subject, role === 'MEMBER' ? [] : [role]));
}
