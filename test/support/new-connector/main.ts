import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { connectorFolders } from '../connector-lists.ts';
import { questionsIn } from '../open-questions.ts';
import { filesOf } from './files.ts';
import { namesOf, problemWithName, problemWithTitle } from './names.ts';

const usage = `npm run connector:new -- <name>       begins a connector: shared/connectors/<name> and its page in docs/connecting
  --title "Acme Cloud"               what people call it; made from the name unless said
  --webhooks                         it has webhooks: their reading, their registration and their simulation too
  --help                             this text
What is made type-checks, and its conformance run says what is still to be answered. Nothing is overwritten.`;
const root = join(import.meta.dirname, '..', '..', '..');

function refuse(problem: string): never {
  console.error(problem);
  process.exit(2);
}

function given() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        title: { type: 'string' },
        webhooks: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    return refuse(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

/** Runs a program of this checkout on files of it; its output is shown only when it fails. */
function run(...args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) refuse(`The files were made, but this failed: ${args.join(' ')}\n${stdout}${stderr}`);
}

const { values, positionals } = given();
const [name, ...more] = positionals;
if (values.help) {
  console.log(usage);
  process.exit(0);
}
if (name === undefined || more.length > 0) refuse(`Give one name.\n\n${usage}`);
const names = namesOf(name, values.title);
const problem = problemWithName(name, connectorFolders()) ?? problemWithTitle(names.title);
if (problem !== undefined) refuse(problem);
const files = filesOf(names, values.webhooks);
const folder = `shared/connectors/${name}`;
const inTheWay = [folder, `docs/connecting/${name}.md`].find((path) => existsSync(join(root, path)));
if (inTheWay !== undefined)
  refuse(`${inTheWay} is there already and stays as it is: move it away, or choose another name.`);

for (const [path, text] of files) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text, { flag: 'wx' });
}
run('node_modules/@biomejs/biome/bin/biome', 'check', '--write', folder);
run('test/support/write-systems.ts');

for (const [path] of files) console.log(path);
console.log(`
${questionsIn(name).length} questions are to be answered; each says "Not answered yet" where its answer belongs.
1. Read docs/adding-a-connector.md beside the vendor's documentation, and answer them.
2. npx vitest run --project conformance -t "${names.title}"      until it is green
3. npm run systems                                             after every change of the manifest
4. npm run check`);
