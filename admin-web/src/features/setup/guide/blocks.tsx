import type { Block, Item, Line } from './markdown.ts';

/** A page of ours as it was written, without its title. */
export const Blocks = ({ blocks }: { readonly blocks: readonly Block[] }) => (
  <div className="guide">
    {numbered(blocks.slice(1)).map(({ key, item }) => (
      <OneBlock key={key} block={item} place={key} />
    ))}
  </div>
);

function OneBlock({ block, place }: { readonly block: Block; readonly place: string }) {
  switch (block.kind) {
    case 'heading':
      return (
        <h3>
          <Words line={block.line} />
        </h3>
      );
    case 'paragraph':
      return (
        <p>
          <Words line={block.line} />
        </p>
      );
    case 'code':
      return (
        <pre>
          <code>{block.text}</code>
        </pre>
      );
    case 'steps':
      return <ol>{block.items.map(itemOf)}</ol>;
    case 'list':
      return <ul>{block.items.map(itemOf)}</ul>;
    case 'table':
      return <Table head={block.head} rows={block.rows} label={`Table, part ${place} of this page`} />;
  }
}

/** With keys by place: a page never changes while it is shown. */
const numbered = <Value,>(items: readonly Value[]) => items.map((item, at) => ({ key: String(at), item }));

const textOf = (line: Line): string => line.map(({ text }) => text).join('');

const itemOf = ({ line, below }: Item) => (
  <li key={textOf(line)}>
    <Words line={line} />
    {below.length > 0 && (
      <ul>
        {below.map((each) => (
          <li key={textOf(each)}>
            <Words line={each} />
          </li>
        ))}
      </ul>
    )}
  </li>
);

const Table = ({
  head,
  rows,
  label,
}: {
  readonly head: readonly Line[];
  readonly rows: readonly (readonly Line[])[];
  readonly label: string;
}) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
  <section className="guide-table" aria-label={label} tabIndex={0}>
    <table>
      <thead>
        <tr>
          {numbered(head).map(({ key, item }) => (
            <th key={key} scope="col">
              <Words line={item} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.map(textOf).join()}>
            {numbered(row).map(({ key, item }) => (
              <td key={key}>
                <Words line={item} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);

function Words({ line }: { readonly line: Line }) {
  return line.map(({ kind, text: written, href }, at) => {
    // An arrow that our font has.
    const text = written.replaceAll('→', '›');
    const key = `${at}/${text}`;
    if (kind === 'bold') return <strong key={key}>{text}</strong>;
    if (kind === 'slanted') return <em key={key}>{text}</em>;
    if (kind === 'typed') return <code key={key}>{text}</code>;
    if (kind === 'plain') return text;
    return (
      <a key={key} href={href} target="_blank" rel="noreferrer">
        {text}
      </a>
    );
  });
}
