import { Refusal } from './answers.ts';

export type Literal =
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'moment' | 'day'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null'; readonly value: null };
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly path: string; readonly operator: string; readonly literal: Literal };
export interface Query {
  readonly fields: 'ALL' | 'COUNT' | readonly string[];
  readonly object: string;
  readonly where: Condition | undefined;
  readonly orderBy: readonly { readonly path: string; readonly descending: boolean }[];
  readonly limit: number | undefined;
}

const token =
  /\s*(?:('(?:\\.|[^'\\])*')|(\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2}))?)|(-?\d+(?:\.\d+)?)|([A-Za-z_][\w.]*)|(<=|>=|!=|[=<>(),]))/y;
const malformed = (message: string): Refusal => new Refusal(400, 'MALFORMED_QUERY', message);

function tokensOf(text: string): readonly string[] {
  const found: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.trimEnd().length) {
    const at = token.lastIndex;
    const match = token.exec(text);
    if (match === null) throw malformed(`unexpected token at ${at}: ${text.slice(at, at + 10)}`);
    found.push(match[0].trim());
  }
  return found;
}

/** Reads the part of SOQL that the connector and common clients use; everything else is refused as Salesforce does. */
export function parseSoql(text: string): Query {
  const parser = new Parser(tokensOf(text));
  return parser.query();
}

class Parser {
  readonly #tokens: readonly string[];
  #at = 0;
  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  query(): Query {
    this.#expect('SELECT');
    const fields = this.#fields();
    this.#expect('FROM');
    const object = this.#name();
    const where = this.#takes('WHERE') ? this.#conditions() : undefined;
    const orderBy = this.#takes('ORDER') ? this.#order() : [];
    const limit = this.#takes('LIMIT') ? Number(this.#next()) : undefined;
    if (limit !== undefined && !Number.isInteger(limit)) throw malformed('LIMIT needs a number');
    if (this.#at < this.#tokens.length) throw malformed(`unexpected token: '${this.#next()}'`);
    return { fields, object, where, orderBy, limit };
  }

  #fields(): Query['fields'] {
    const [first = '', bracket, inner] = this.#tokens.slice(this.#at, this.#at + 3);
    if (bracket !== '(') return this.#names();
    this.#at += first.toUpperCase() === 'COUNT' ? 2 : 3;
    this.#expect(')');
    if (first.toUpperCase() === 'COUNT') return 'COUNT';
    if (first.toUpperCase() === 'FIELDS' && inner?.toUpperCase() === 'ALL') return 'ALL';
    throw malformed(`${first}(${inner}) is not supported here`);
  }

  #names(): readonly string[] {
    const names = [this.#name()];
    while (this.#takes(',')) names.push(this.#name());
    return names;
  }

  /** AND and OR stand together in brackets only. */
  #conditions(): Condition {
    const parts = [this.#condition()];
    const word = this.#peek() === 'OR' ? 'OR' : 'AND';
    while (this.#takes(word)) parts.push(this.#condition());
    if (this.#peek() === 'AND' || this.#peek() === 'OR')
      throw malformed(`unexpected token: '${this.#peek()}'`);
    const [only] = parts;
    if (only !== undefined && parts.length === 1) return only;
    return word === 'OR' ? { any: parts } : { all: parts };
  }

  #condition(): Condition {
    if (this.#takes('(')) {
      const inner = this.#conditions();
      this.#expect(')');
      return inner;
    }
    const [path, operator] = [this.#name(), this.#next()];
    if (!['=', '!=', '<', '<=', '>', '>='].includes(operator))
      throw malformed(`unexpected token: '${operator}'`);
    return { path, operator, literal: this.#literal() };
  }

  #literal(): Literal {
    const text = this.#next();
    if (text.startsWith("'"))
      return { kind: 'text', value: text.slice(1, -1).replace(/\\(.)/g, (_, letter) => unescaped(letter)) };
    if (/^\d{4}-\d{2}-\d{2}T/.test(text)) return { kind: 'moment', value: text };
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return { kind: 'day', value: text };
    if (/^-?\d/.test(text)) return { kind: 'number', value: Number(text) };
    if (/^null$/i.test(text)) return { kind: 'null', value: null };
    if (/^(true|false)$/i.test(text)) return { kind: 'boolean', value: text.toLowerCase() === 'true' };
    throw malformed(`Bind variables only allowed in Apex code: ${text}`);
  }

  #order(): Query['orderBy'] {
    this.#expect('BY');
    const found: { path: string; descending: boolean }[] = [];
    do {
      const path = this.#name();
      const descending = this.#takes('DESC');
      if (!descending) this.#takes('ASC');
      found.push({ path, descending });
    } while (this.#takes(','));
    return found;
  }

  #peek(): string | undefined {
    return this.#tokens[this.#at]?.toUpperCase();
  }
  #takes(word: string): boolean {
    if (this.#peek() !== word) return false;
    this.#at++;
    return true;
  }
  #next(): string {
    const text = this.#tokens[this.#at++];
    if (text === undefined) throw malformed('unexpected end of the query');
    return text;
  }
  #name(): string {
    const text = this.#next();
    if (/^[A-Za-z_][\w.]*$/.test(text)) return text;
    throw malformed(`unexpected token: '${text}'`);
  }
  #expect(word: string): void {
    if (!this.#takes(word)) throw malformed(`expecting '${word}', found '${this.#tokens[this.#at] ?? ''}'`);
  }
}

function unescaped(letter: string): string {
  const control: { readonly [letter: string]: string } = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
  if (control[letter] !== undefined) return control[letter];
  if ('\\\'"'.includes(letter)) return letter;
  throw malformed(`Invalid string literal: \\${letter}`);
}
