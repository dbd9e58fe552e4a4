/** A number of a report with the result that it comes from, as the graph's `ReportNumber`. */
export interface ReportNumberData {
  readonly text: string;
  /** Where it stands in the Markdown, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  readonly verified: boolean;
  readonly source?: string | null;
}
