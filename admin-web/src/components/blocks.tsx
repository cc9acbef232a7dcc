import { anchorOf, type Block, type Item, type Line, textOf } from '../lib/markdown.ts';

export interface BlocksProps {
  readonly blocks: readonly Block[];
  /** The level of the page's chapters where they are shown. */
  readonly chapter: 2 | 3;
  /** Where a picture that the page names is to be had; without it pictures are told in words. */
  readonly pictureAt?: (path: string) => string | undefined;
}

/** A page of ours as it was written, without its title. */
export const Blocks = ({ blocks, ...how }: BlocksProps) => (
  <div className="guide">
    {numbered(blocks.slice(1)).map(({ key, item }) => (
      <OneBlock key={key} block={item} place={key} {...how} />
    ))}
  </div>
);

const headings = ['h2', 'h3', 'h4'] as const;

interface OneBlockProps extends Omit<BlocksProps, 'blocks'> {
  readonly block: Block;
  readonly place: string;
}

function OneBlock({ block, place, chapter, pictureAt }: OneBlockProps) {
  switch (block.kind) {
    case 'heading': {
      const Heading = headings[chapter - 2 + Math.max(0, block.level - 2)] ?? 'h4';
      return (
        <Heading {...(block.level === 2 ? { id: anchorOf(textOf(block.line)), tabIndex: -1 } : {})}>
          <Words line={block.line} />
        </Heading>
      );
    }
    case 'picture':
      return <Picture text={block.text} at={pictureAt?.(block.path)} />;
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

/** All pictures of our pages have one size, so that nothing moves when they arrive. */
const Picture = ({ text, at }: { readonly text: string; readonly at: string | undefined }) =>
  at === undefined ? (
    <p className="soft">{text}</p>
  ) : (
    <a className="picture" href={at} target="_blank" rel="noreferrer">
      <img src={at} alt={`${text} (opens large, in a new tab)`} width={1280} height={900} loading="lazy" />
    </a>
  );

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
    const isHere = href?.startsWith('#') === true;
    return (
      <a key={key} href={href} {...(isHere ? {} : { target: '_blank', rel: 'noreferrer' })}>
        {text}
      </a>
    );
  });
}
