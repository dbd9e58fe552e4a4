import type { Analysis } from './analysis.ts';
import { overviewCode } from './overview-code.ts';
import { reportOverview, reportQuality } from './overview-report.ts';

/** What a dataset holds, column by column. */
export const overview: Analysis = {
  name: 'overview',
  isTechnical: false,
  matches(reading) {
    if (!reading.cues.has('overview') || reading.groups.length > 0) return 0;
    return reading.measures.length > 0 && !/\b(?:dataset|data ?set|file|table|columns)\b/i.test(reading.text)
      ? 0.3
      : 0.9;
  },
  plan: () => ({}),
  describe: () => 'an overview of the dataset',
  code: overviewCode,
  report: reportOverview,
};

/** The same look, with an eye to what is wrong. */
export const dataQuality: Analysis = {
  name: 'data-quality',
  isTechnical: false,
  matches: (reading) => (reading.cues.has('quality') && reading.measures.length === 0 ? 0.91 : 0),
  plan: () => ({}),
  describe: () => 'the quality of the data: missing values, duplicates, constant columns and outliers',
  code: overviewCode,
  report: reportQuality,
};
