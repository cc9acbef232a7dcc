import type { ReactNode } from 'react';

export interface Column<Item> {
  readonly title: string;
  readonly of: (item: Item) => ReactNode;
  /** Names the row, for screen readers. */
  readonly isName?: boolean;
  readonly isNumber?: boolean;
  /** The title is for screen readers only: a column of buttons or boxes. */
  readonly isQuiet?: boolean;
}

export interface DataTableProps<Item> {
  readonly label: string;
  readonly columns: readonly Column<Item>[];
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
}

/** Rows and columns; on a narrow page every row becomes a stack that names its parts. Roles are written out because some readers drop them when the display changes. */
export const DataTable = <Item,>({ label, columns, items, keyOf }: DataTableProps<Item>) => (
  // biome-ignore-start lint/a11y/useSemanticElements: see above
  // biome-ignore-start lint/a11y/noRedundantRoles: see above
  <table className="table" role="table" aria-label={label}>
    <thead role="rowgroup">
      <tr role="row">
        {columns.map(({ title, isNumber, isQuiet }) => (
          <th
            key={title}
            role="columnheader"
            scope="col"
            className={isNumber === true ? 'number' : undefined}
          >
            {isQuiet === true ? <span className="hidden">{title}</span> : title}
          </th>
        ))}
      </tr>
    </thead>
    <tbody role="rowgroup">
      {items.map((item) => (
        <tr key={keyOf(item)} role="row">
          {columns.map((column) => (
            <Cell key={column.title} column={column} item={item} />
          ))}
        </tr>
      ))}
    </tbody>
  </table>
  // biome-ignore-end lint/a11y/noRedundantRoles: see above
  // biome-ignore-end lint/a11y/useSemanticElements: see above
);

function Cell<Item>({ column, item }: { readonly column: Column<Item>; readonly item: Item }) {
  const { title, of, isName, isNumber, isQuiet } = column;
  const props = {
    className: isNumber === true ? 'number' : undefined,
    'data-title': isQuiet === true ? undefined : title,
  };
  // biome-ignore-start lint/a11y/noRedundantRoles: readers drop them when the display changes
  return isName === true ? (
    <th {...props} role="rowheader" scope="row">
      {of(item)}
    </th>
  ) : (
    <td {...props} role="cell">
      {of(item)}
    </td>
  );
  // biome-ignore-end lint/a11y/noRedundantRoles: see above
}
