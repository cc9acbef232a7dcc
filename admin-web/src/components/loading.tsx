const shapes = ['first', 'second', 'third', 'fourth', 'fifth'] as const;

/** Waiting for the first answer: grey shapes of what is to come, and a word for those who do not see them. */
export const Loading = ({ what }: { readonly what: string }) => (
  <div role="status" className="loading">
    <span className="hidden">Loading {what} …</span>
    {shapes.map((shape) => (
      <div key={shape} className="ghost" aria-hidden />
    ))}
  </div>
);
