/** One guard of docs/security.md, and how to take it away: the test that it names has to notice. */
export type Guard = {
  /** The number of its row in docs/security.md. */
  readonly row: number;
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly find: string;
  readonly replace: string;
  /** The test file, below `test/`, as the row names it. */
  readonly test: string;
};
