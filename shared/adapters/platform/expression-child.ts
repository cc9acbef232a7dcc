import jsonata from 'jsonata';

// Child process: evaluates one expression at a time and does nothing else.
export interface ExpressionRequest {
  readonly id: number;
  readonly expression: string;
  /** JSON; absent: only the grammar is checked. */
  readonly input?: string;
}
export type ExpressionAnswer =
  | { readonly id: number; readonly result: string }
  | { readonly id: number; readonly failed: string };

const bounds = { timeout: 250, stack: 200, sequence: 50_000 };
const longestResult = 65_536;
const mostCompiled = 200;

// The same record must always give the same value, and only the expression that an admin saved is evaluated.
const notHere = ['now', 'millis', 'random', 'shuffle', 'eval'] as const;

type Compiled = ReturnType<typeof jsonata>;
const known = new Map<string, Compiled>();

function compile(expression: string): Compiled {
  const before = known.get(expression);
  if (before !== undefined) return before;
  const compiled = jsonata(expression, bounds);
  for (const name of notHere) {
    compiled.registerFunction(name, () => {
      throw new Error(`$${name}() is not available in a field mapping`);
    });
  }
  if (known.size >= mostCompiled) known.clear();
  known.set(expression, compiled);
  return compiled;
}

/** JSONata throws objects with `message` and, for mistakes in the grammar, `position`. */
function inWords(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('message' in error)) return String(error);
  const code = 'code' in error ? error.code : undefined;
  if (code === 'D1012') return 'it takes too long';
  if (code === 'D1011' || error instanceof RangeError) return 'it calls itself too often or grows too large';
  if (code === 'D2015' || code === 'D2014') return 'it makes too many values';
  const at =
    'position' in error && typeof error.position === 'number' ? ` (at letter ${error.position})` : '';
  return `${String(error.message)}${at}`;
}

async function answer({ id, expression, input }: ExpressionRequest): Promise<ExpressionAnswer> {
  try {
    const compiled = compile(expression);
    if (input === undefined) return { id, result: 'null' };
    const made: unknown = await compiled.evaluate(JSON.parse(input));
    const result = JSON.stringify(made ?? null) ?? 'null';
    return result.length > longestResult ? { id, failed: 'its result is too large' } : { id, result };
  } catch (error) {
    return { id, failed: inWords(error) };
  }
}

if (process.send !== undefined) {
  const tell = process.send.bind(process);
  process.on('message', (request: ExpressionRequest) => {
    void answer(request).then((answered) => tell(answered));
  });
  process.once('disconnect', () => process.exit());
  tell({ ready: true });
}
