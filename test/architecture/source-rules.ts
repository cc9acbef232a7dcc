import ts from 'typescript';
import type { Source } from './sources.ts';

/** A house rule about source text: where it holds, what breaks it, and an example that must be caught. */
export interface SourceRule {
  readonly title: string;
  readonly appliesTo: (path: string) => boolean;
  /** What is wrong with this node, or `undefined`. */
  readonly offence: (node: ts.Node) => string | undefined;
  readonly caught: readonly Source[];
  readonly allowed: readonly Source[];
}

const under = (...folders: string[]) => {
  return (path: string): boolean => folders.some((folder) => path.startsWith(`${folder}/`));
};
const isSpec = (path: string): boolean => /\/__tests__\/|\.test\.tsx?$/.test(path);
const isProduction = (path: string): boolean =>
  under('infra', 'functions', 'shared', 'admin-web')(path) && !isSpec(path);
const isSimulator = (path: string): boolean => /\/(simulator|conformance)\//.test(path);

const callee = (node: ts.Node): string | undefined =>
  ts.isCallExpression(node) ? node.expression.getText() : undefined;
const example = (path: string, text: string): Source => ({ path, text });

const readsEnvironment: SourceRule = {
  title: 'the environment of what is deployed is read in two places only, each parsed once at the door',
  appliesTo: (path) =>
    isProduction(path) &&
    !under('infra/local', 'infra/deploy')(path) &&
    path !== 'functions/runtime/env.ts' &&
    path !== 'infra/stage.ts',
  offence: (node) =>
    ts.isPropertyAccessExpression(node) && node.getText() === 'process.env' ? 'process.env' : undefined,
  caught: [example('shared/adapters/sqs/client.ts', 'export const url = process.env.QUEUE;')],
  allowed: [
    example('functions/runtime/env.ts', 'export const url = process.env.QUEUE;'),
    example('shared/domain/a.ts', 'export const text = "process.env";'),
  ],
};

const chance = new Set(['Date.now', 'Math.random', 'randomUUID', 'crypto.randomUUID', 'performance.now']);
const looksAtTheClock: SourceRule = {
  title: 'domain and application are given the time and the ids they use',
  appliesTo: (path) => under('shared/domain', 'shared/application')(path) && !isSpec(path),
  offence: (node) => {
    if (ts.isNewExpression(node) && node.getText() === 'new Date()') return 'new Date()';
    const called = callee(node);
    return called !== undefined && chance.has(called) ? called : undefined;
  },
  caught: [
    example('shared/domain/a.ts', 'export const at = Date.now();'),
    example('shared/domain/b.ts', 'export const at = new Date();'),
    example('shared/application/c.ts', 'export const x = Math.random();'),
    example('shared/application/d.ts', 'export const id = randomUUID();'),
  ],
  allowed: [
    example('shared/domain/a.ts', 'export const at = (text: string) => new Date(text).getTime();'),
    example('shared/adapters/platform/system.ts', 'export const at = new Date();'),
  ],
};

const speaksToTheNet: SourceRule = {
  title: 'of what is deployed only the HTTP adapter and the dashboard’s client send requests',
  appliesTo: (path) =>
    isProduction(path) &&
    !isSimulator(path) &&
    !under('infra/local', 'infra/deploy', 'shared/adapters/http', 'admin-web/src/lib')(path),
  offence: (node) => {
    if (ts.isImportDeclaration(node) && node.moduleSpecifier.getText().includes('undici')) return 'undici';
    return ['fetch', 'globalThis.fetch', 'window.fetch'].includes(callee(node) ?? '') ? 'fetch' : undefined;
  },
  caught: [
    example('shared/connectors/acme/streams.ts', 'export const page = await fetch("https://x.org");'),
    example('functions/hello/a.ts', 'import { request } from "undici"; request("https://x.org");'),
  ],
  allowed: [example('admin-web/src/lib/client.ts', 'export const page = await fetch("/api");')],
};

const isAny: SourceRule = {
  title: 'nothing is of the type any',
  appliesTo: (path) => isProduction(path) && path !== 'shared/connectors/registry.ts',
  offence: (node) => (node.kind === ts.SyntaxKind.AnyKeyword ? 'any' : undefined),
  caught: [example('shared/domain/a.ts', 'export const read = (value: any) => value;')],
  allowed: [example('shared/domain/a.ts', '// any text\nexport const any = 1;')],
};

const isAsserted: SourceRule = {
  title: 'nothing is claimed to be present with an exclamation mark',
  appliesTo: () => true,
  offence: (node) => (ts.isNonNullExpression(node) ? node.getText() : undefined),
  caught: [example('shared/domain/a.ts', 'export const first = (list: string[]) => list[0]!.length;')],
  allowed: [example('shared/domain/a.ts', 'export const differs = (a: number, b: number) => a !== b;')],
};

const isBelieved: SourceRule = {
  title: 'what came from outside is parsed, never claimed to have a shape',
  appliesTo: (path) => isProduction(path) && !isSimulator(path),
  offence: (node) => {
    if (!ts.isAsExpression(node) || ['const', 'unknown', 'FieldValue'].includes(node.type.getText()))
      return undefined;
    return /^\(?(await )?(JSON\.parse\(|[\w.]+\.json\(\))/.test(node.expression.getText())
      ? node.getText()
      : undefined;
  },
  caught: [
    example('shared/adapters/a.ts', 'export const read = (t: string) => JSON.parse(t) as { id: string };'),
    example('admin-web/src/lib/a.ts', 'export const x = (await response.json()) as Answer;'),
  ],
  allowed: [example('shared/adapters/a.ts', 'export const kinds = ["a", "b"] as const;')],
};

const writesLog = /(^|\.)(log|logger)\.(debug|info|warn|error|fatal)$/;
const logsFreeText: SourceRule = {
  title: 'the message of a log line is a sentence that stands in the code',
  appliesTo: (path) =>
    under('functions', 'shared/application')(path) &&
    !isSpec(path) &&
    path !== 'shared/application/logger.ts',
  offence: (node) => {
    if (!ts.isCallExpression(node) || !writesLog.test(node.expression.getText())) return undefined;
    const [message] = node.arguments;
    return message !== undefined && ts.isStringLiteral(message) ? undefined : node.expression.getText();
  },
  caught: [
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the example is the text of a program.
    example('shared/application/a.ts', 'deps.logger.warn(`${title} was refused`);'),
    example('functions/cron/a.ts', 'log.error(error.message);'),
  ],
  allowed: [example('functions/cron/a.ts', 'log.error("it failed", { count: 2 });')],
};

const skips = /^(it|test|describe)\.(skip|only|todo|skipIf|runIf|fails)$/;
const isSkipped: SourceRule = {
  title: 'no test is skipped, singled out or put off',
  appliesTo: isSpec,
  offence: (node) =>
    ts.isPropertyAccessExpression(node) && skips.test(node.getText()) ? node.getText() : undefined,
  caught: [
    example('test/domain/a.test.ts', 'it.skip("works", () => {});'),
    example('test/domain/b.test.ts', 'describe.only("x", () => {});'),
  ],
  allowed: [example('test/domain/a.test.ts', 'it("skips what is running", () => {});')],
};

const namesVersion = (member: ts.ObjectLiteralElementLike): boolean =>
  ts.isSpreadAssignment(member) && ts.isObjectLiteralExpression(member.expression)
    ? member.expression.properties.some(namesVersion)
    : member.name?.getText() === 'schemaVersion';
const isReadAsOneVersion: SourceRule = {
  title: 'what is stored under a version is read through the steps from older versions',
  appliesTo: under('shared/adapters/dynamodb'),
  offence: (node) => {
    if (!ts.isCallExpression(node) || callee(node) !== 'z.object') return undefined;
    const [shape] = node.arguments;
    if (shape === undefined || !ts.isObjectLiteralExpression(shape)) return undefined;
    const isVersioned = shape.properties.some(namesVersion);
    return isVersioned && callee(node.parent) !== 'stored' ? 'z.object({ schemaVersion })' : undefined;
  },
  caught: [
    example('shared/adapters/dynamodb/a.ts', 'export const a = z.object({ schemaVersion: z.literal(1) });'),
    example(
      'shared/adapters/dynamodb/b.ts',
      'const b = z.object({ ...{ id, schemaVersion: z.literal(1) } });',
    ),
  ],
  allowed: [
    example(
      'shared/adapters/dynamodb/a.ts',
      "export const a = stored('plant', z.object({ schemaVersion: z.literal(1) }));",
    ),
  ],
};

export const sourceRules: readonly SourceRule[] = [
  readsEnvironment,
  looksAtTheClock,
  speaksToTheNet,
  isAny,
  isAsserted,
  isBelieved,
  logsFreeText,
  isReadAsOneVersion,
  isSkipped,
];

/** `path: what` for every place that breaks a rule. */
export function offences(rules: readonly SourceRule[], sources: readonly Source[]): readonly string[] {
  return sources.flatMap(({ path, text }) => {
    const held = rules.filter(({ appliesTo }) => appliesTo(path));
    if (held.length === 0) return [];
    const found: string[] = [];
    const visit = (node: ts.Node): void => {
      for (const { offence } of held) {
        const what = offence(node);
        if (what !== undefined) found.push(`${path}: ${what}`);
      }
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
    return found;
  });
}
