/** What went with an integration. */
export interface Gone {
  readonly name: string;
  readonly pairs: number;
  readonly conflicts: number;
  readonly warnings: readonly string[];
}
