/** One defence taken away, and the test that must notice. */
export interface Mutation {
  readonly defence: string;
  /** The source, from the root of the project. */
  readonly file: string;
  /** What stands there exactly once, and what is put in its place. */
  readonly from: string;
  readonly to: string;
  readonly test: string;
  /** Part of the names of the tests that must notice; all of the file where absent. */
  readonly name?: string;
}
