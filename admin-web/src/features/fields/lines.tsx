import { useLayoutEffect, useRef, useState } from 'react';
import type { Rule } from './requests/field-mappings.ts';

/** Height of the lists in a rule, where its line ends. */
const firstRow = 42;

const find = (root: Element, attribute: string, key: string): DOMRect | undefined =>
  root.querySelector(`[${attribute}="${CSS.escape(key)}"]`)?.getBoundingClientRect();

/** A curve from each field over there to the rule that uses it, as the page lies now. */
function draw(root: Element, rules: readonly Rule[]): readonly string[] {
  const { left, top } = root.getBoundingClientRect();
  const list = root.querySelector('.theirs')?.getBoundingClientRect();
  return rules.flatMap(({ externalField }, at) => {
    const from = find(root, 'data-key', externalField);
    const rule = root.querySelector(`[data-rule="${at}"]`);
    const to = rule?.getBoundingClientRect();
    const card = rule?.closest('.our')?.getBoundingClientRect();
    if (from === undefined || to === undefined || card === undefined || from.width === 0) return [];
    // A field that is scrolled out of its list has no place to draw from.
    const middle = from.top + from.height / 2;
    if (list !== undefined && (middle < list.top || middle > list.bottom)) return [];
    const [x1, y1] = [from.right - left, from.top + from.height / 2 - top];
    const [x2, y2] = [card.left - left, to.top + firstRow / 2 - top];
    const bend = (x2 - x1) / 2;
    return [`M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`];
  });
}

/** Lines between fields that are matched, drawn over what they stand in. They decorate: the lists say the same. */
export function Lines({ rules }: { readonly rules: readonly Rule[] }) {
  const svg = useRef<SVGSVGElement>(null);
  const [lines, setLines] = useState<readonly string[]>([]);
  useLayoutEffect(() => {
    const root = svg.current?.parentElement;
    if (root === null || root === undefined) return undefined;
    const again = () => setLines(draw(root, rules));
    const observer = new ResizeObserver(again);
    observer.observe(root);
    // The list on the left stays in sight while the page moves.
    window.addEventListener('scroll', again, { capture: true, passive: true });
    again();
    return () => {
      observer.disconnect();
      window.removeEventListener('scroll', again, { capture: true });
    };
  }, [rules]);
  return (
    <svg className="lines" ref={svg} aria-hidden>
      {lines.map((line) => (
        <path key={line} d={line} />
      ))}
    </svg>
  );
}
