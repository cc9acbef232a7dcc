/** Which external records the whole list of a stream showed in one run; short-lived. */
export interface SweepStore {
  /** Remembers the marks of one page; the same page again replaces them. */
  note(jobId: string, stream: string, page: number, marks: readonly string[]): Promise<void>;
  marks(jobId: string, stream: string): Promise<ReadonlySet<string>>;
}
