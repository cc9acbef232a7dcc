/** How many wait, beside a word; nothing when none does. `title` says of what: "3 decisions wait". */
export const CountBadge = ({
  count,
  title,
}: {
  readonly count: number | undefined;
  readonly title: string;
}) =>
  count === undefined || count === 0 ? null : (
    <span className="count">
      <span aria-hidden>{count > 99 ? '99+' : count}</span>
      <span className="hidden">({title})</span>
    </span>
  );
