import type { AnalysisRequest, DateBucket, Grouping } from '../request.ts';

const HOUR_OF_DAY =
  /\bhours? of (?:the|a|each) day\b|\btimes? of (?:the )?day\b|\b0 ?(?:-|–|to|and) ?23\b|\b(?:extract|deriv|get|tak)\w*\b[^.;]{0,40}\bhours?\b|\bhours? \([^)]*23\)|\bpeak hours?\b/i;
const MONTH_OF_YEAR =
  /\bmonths? of the year\b|\bmonths?\b[^.;@]{0,60}\b1 ?(?:-|–|to|and) ?12\b|\b(?:extract|deriv)\w*\b[^.;]{0,25}\bmonths?\b/i;
const DATED_MONTH =
  /\bmonths?(?: and| of(?: which| what| each| the)?|,|\/| or| in(?: which| each| what)?)? (?:the )?years?\b|\byears?(?: and|,|\/|-)? ?(?:the )?months?\b|\bYYYY-MM\b|\beach (?:single )?calendar month\b/i;
const DATED_HOUR =
  /\b(?:dates?|days?) and (?:the )?hours?\b|\bhours? (?:of|on|and) (?:which|what|the) (?:date|day)\b(?! \()/i;

/**
 * Hours and months of which a question speaks as such, not of one day or one year ("extract the hour (0-23)"), are
 * those of all days or all years together.
 */
export function withDateCycles(requests: readonly AnalysisRequest[], question: string): AnalysisRequest[] {
  const cycles: Partial<Record<DateBucket, DateBucket>> = {
    ...(HOUR_OF_DAY.test(question) && !isDatedHour(question) && { hour: 'hourOfDay' }),
    ...(MONTH_OF_YEAR.test(question) && !DATED_MONTH.test(question) && { month: 'monthOfYear' }),
  };
  const cycled = (group: Grouping): Grouping => {
    const bucket = group.bucket && cycles[group.bucket];
    return bucket ? { ...group, bucket } : group;
  };
  return requests.map((request) =>
    request.analysis === 'trend' ? request : { ...request, groups: request.groups.map(cycled) },
  );
}

/** "the date and hour" is one hour of one day; "the hour of the day" is not. */
function isDatedHour(question: string): boolean {
  return DATED_HOUR.test(question.replace(/\bhours? of the day\b/gi, 'hour'));
}
