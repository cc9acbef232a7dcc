/** The addresses in a text with one a line, also where commas stand between them. */
export const addressesIn = (text: string): readonly string[] =>
  text.split(/[\n,;]+/).flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));

/** What the service found wrong, told at the field that all addresses share. */
export function addressErrors(
  errors: Readonly<Record<string, string>>,
  addresses: readonly string[],
): Readonly<Record<string, string>> {
  const found = Object.entries(errors).flatMap(([name, text]) => {
    const at = /^emails\.(\d+)$/.exec(name)?.[1];
    return at === undefined ? [] : [`“${addresses[Number(at)] ?? ''}”: ${text}.`];
  });
  const all = errors.emails === undefined ? found : [errors.emails, ...found];
  return all.length === 0 ? {} : { emails: all.join(' ') };
}
