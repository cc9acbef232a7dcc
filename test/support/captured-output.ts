/**
 * Keeps what functions and the local runtime write while it is on; what the demonstration itself says (through `console.log`)
 * is shown as always. Answers how to stop.
 */
export function captureOutput(): { readonly lines: string[]; readonly stop: () => void } {
  const lines: string[] = [];
  const said = console.log;
  const streams = [process.stdout, process.stderr] as const;
  const writes = streams.map((stream) => stream.write.bind(stream));
  let speaking = false;
  console.log = (...words: unknown[]) => {
    speaking = true;
    said(...words);
    speaking = false;
  };
  streams.forEach((stream, at) => {
    let rest = '';
    stream.write = (chunk: string | Uint8Array, ...more: unknown[]): boolean => {
      if (speaking) return writes[at]?.(chunk) ?? true;
      const text = rest + (typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8'));
      const whole = text.split('\n');
      rest = whole.pop() ?? '';
      lines.push(...whole.filter((line) => line !== ''));
      const done = more.find((each) => typeof each === 'function');
      if (typeof done === 'function') done();
      return true;
    };
  });
  return {
    lines,
    stop: () => {
      console.log = said;
      streams.forEach((stream, at) => {
        const write = writes[at];
        if (write !== undefined) stream.write = write;
      });
    },
  };
}
