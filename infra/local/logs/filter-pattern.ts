const shape = /^\{ \$\.(\w+) = "([^"\\]+)" \}$/;

/** What a CloudWatch filter pattern asks of a line; a kind of pattern that is not known here does not start. */
export function matcherOf(pattern: string): (line: string) => boolean {
  const [, field = '', wanted = ''] = shape.exec(pattern) ?? [];
  if (field === '')
    throw new Error(
      `The local runtime does not know the filter pattern ${pattern}; teach it in infra/local/logs/filter-pattern.ts.`,
    );
  // Most lines are told apart without being parsed.
  const mark = `"${wanted}"`;
  return (line) => line.includes(mark) && fieldOf(line, field) === wanted;
}

function fieldOf(line: string, field: string): unknown {
  try {
    const parsed: unknown = JSON.parse(line);
    return typeof parsed === 'object' && parsed !== null
      ? Object.entries(parsed).find(([name]) => name === field)?.[1]
      : undefined;
  } catch {
    return undefined;
  }
}
