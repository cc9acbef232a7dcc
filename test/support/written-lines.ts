import { vi } from 'vitest';

/** What `act` writes to standard output and error, a line each; nothing of it is shown. */
export async function writtenLines(act: () => unknown): Promise<readonly string[]> {
  const texts: string[] = [];
  const keep = (chunk: unknown) => {
    texts.push(String(chunk));
    return true;
  };
  const spies = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockImplementation(keep),
  );
  try {
    await act();
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return texts
    .join('')
    .split('\n')
    .filter((line) => line !== '');
}
