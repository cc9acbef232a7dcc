import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { unanswered } from '../../shared/connector-kit/todo.ts';
import { WorkingCopy } from '../support/working-copy.ts';

const begun = [
  { name: 'acme-cloud', title: 'Acme Cloud', options: ['--webhooks'] },
  { name: 'globex', title: 'Globex & Sons', options: ['--title', 'Globex & Sons'] },
];
const folders = begun.map(({ name }) => `shared/connectors/${name}`);
let copy: WorkingCopy;
let made: readonly { readonly code: number; readonly output: string }[];

beforeAll(() => {
  copy = new WorkingCopy();
  made = begun.map(({ name, options }) => copy.node('test/support/new-connector/main.ts', name, ...options));
});
afterAll(() => copy.dispose());

const failures = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).optional(),
        }),
      ),
    }),
  ),
});

describe('a connector that was just begun, with webhooks or without', () => {
  test('says what was made and what is to do', () => {
    for (const { code, output } of made) {
      expect([code, output]).toEqual([
        0,
        expect.stringMatching(/manifest\.ts[\s\S]*questions are to be answered/),
      ]);
    }
  });

  test('compiles as it is', () => {
    const project = { extends: './tsconfig.json', compilerOptions: { incremental: false }, include: folders };
    writeFileSync(join(copy.root, 'tsconfig.begun.json'), JSON.stringify(project));
    const { code, output } = copy.node('node_modules/typescript/bin/tsc', '-p', 'tsconfig.begun.json');
    expect([code, output]).toEqual([0, '']);
  });

  test('is as tidy as the rest', () => {
    const biome = 'node_modules/@biomejs/biome/bin/biome';
    const { code, output } = copy.node(biome, 'check', '--error-on-warnings', ...folders);
    expect([code, output]).toEqual([0, expect.stringContaining('No fixes applied')]);
  });

  test('stands in the table of systems, by its name', () => {
    const readme = readFileSync(join(copy.root, 'README.md'), 'utf8');
    for (const { title } of begun) expect(readme).toContain(`| ${title} |`);
  });

  test('fails its conformance run with the questions that are open, and nothing breaks', () => {
    const file = join(copy.root, 'report.json');
    const run = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'conformance', '--reporter=json'];
    const which = begun.map(({ title }) => title).join('|');
    const { code } = copy.node(...run, `--outputFile.json=${file}`, '-t', which);
    expect(code).toBe(1);
    const { testResults } = failures.parse(JSON.parse(readFileSync(file, 'utf8')));
    expect(testResults.map(({ message }) => message).filter((message) => message !== '')).toEqual([]);
    const failed = testResults
      .flatMap(({ assertionResults }) => assertionResults)
      .filter(({ status }) => status === 'failed');
    for (const { title } of begun) {
      const own = failed.filter(({ fullName }) => fullName.includes(title));
      expect(own.length).toBeGreaterThan(20);
      for (const { fullName, failureMessages = [] } of own)
        expect([fullName, failureMessages.join('\n')]).toEqual([
          fullName,
          expect.stringContaining(unanswered),
        ]);
    }
  });

  test('is not overwritten by beginning it again, nor is a page of that name', () => {
    const page = join(copy.root, 'docs/connecting/initech.md');
    writeFileSync(page, 'A page.\n');
    const again = copy.node('test/support/new-connector/main.ts', 'acme-cloud');
    expect(again).toMatchObject({ code: 2, output: expect.stringContaining('shared/connectors/acme-cloud') });
    const inTheWay = copy.node('test/support/new-connector/main.ts', 'initech');
    expect(inTheWay).toMatchObject({
      code: 2,
      output: expect.stringContaining('docs/connecting/initech.md'),
    });
    expect(readFileSync(page, 'utf8')).toBe('A page.\n');
  });
});
