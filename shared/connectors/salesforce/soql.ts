import { toInstant } from '../../domain/dates.ts';
import { FaultError } from '../../domain/fault.ts';

/**
 * A text as SOQL quotes it. Everything that is not a name of ours goes through here or through `moment`.
 * https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_quotedstringescapes.htm
 */
export const quoted = (text: string): string =>
  `'${text.replace(/[\\'"\n\r\t\b\f]/g, (letter) => escapes[letter] ?? letter)}'`;

const escapes: { readonly [letter: string]: string } = {
  ...{ '\\': '\\\\', "'": "\\'", '"': '\\"' },
  ...{ '\n': '\\n', '\r': '\\r', '\t': '\\t', '\b': '\\b', '\f': '\\f' },
};

/** A moment as SOQL writes it, unquoted. Throws `rejected` for a text that is none. */
export function moment(text: string): string {
  const instant = toInstant(text);
  if (instant !== undefined) return instant;
  throw new FaultError({ kind: 'rejected', message: 'A time to read from is no time.' });
}

/** Most rows that may be asked for with all their fields. */
export const pageSize = 200;

/** All fields that our user may see. Object, conditions and order are made of names of ours and quoted values. */
export const select = (
  object: string,
  conditions: readonly string[],
  { orderBy, limit = pageSize }: { readonly orderBy?: string; readonly limit?: number } = {},
): string =>
  [
    `SELECT FIELDS(ALL) FROM ${object}`,
    `WHERE ${conditions.join(' AND ')}`,
    ...(orderBy === undefined ? [] : [`ORDER BY ${orderBy}`]),
    `LIMIT ${limit}`,
  ].join(' ');

/** 15 letters whose case matters, or 18 with three that make up for it. */
export const isId = (text: string): boolean => /^[A-Za-z0-9]{15}([A-Za-z0-9]{3})?$/.test(text);
