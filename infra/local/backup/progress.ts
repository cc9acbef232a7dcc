/** Tells whoever watches a line of how far it got. */
export type Say = (line: string) => void;

const often = 10_000;

/** Says every ten thousand items how many they are by now; small tables say nothing. */
export function counting(what: string, say: Say = () => undefined, total?: number): (more: number) => void {
  let done = 0;
  return (more) => {
    const before = Math.floor(done / often);
    done += more;
    if (Math.floor(done / often) > before)
      say(`  ${what}: ${done}${total === undefined ? '' : ` of ${total}`}`);
  };
}
