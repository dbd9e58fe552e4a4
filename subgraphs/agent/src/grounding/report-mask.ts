/** Stands for a digit that is not to be checked; in no script, so that it ends words and numbers. */
const filler = '\ue000';

const months =
  'Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?';
const year = String.raw`(?:1[5-9]|20|21)\d{2}`;

const dates: readonly RegExp[] = [
  new RegExp(
    String.raw`\b${year}-\d{2}(?:-\d{2})?(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\d-])`,
    'g',
  ),
  /\b\d{1,2}[/.]\d{1,2}[/.]\d{4}\b|\b\d{4}\/\d{1,2}\/\d{1,2}\b|\b\d{1,2}:\d{2}(?::\d{2})?\b/g,
  new RegExp(String.raw`\b(?:${months})\.?[ \t]+\d{1,2}(?:st|nd|rd|th)?(?:,?[ \t]+${year})?\b(?![.,]\d|%)`, 'g'),
  new RegExp(String.raw`\b(?:${months})\.?,?[ \t]+${year}\b`, 'g'),
  new RegExp(String.raw`\b\d{1,2}(?:st|nd|rd|th|\.)?[ \t]+(?:${months})\b\.?(?:,?[ \t]+${year}\b)?`, 'g'),
  /\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?/g,
];

/** What in a report is no number that was found in the data. */
const excluded: readonly RegExp[] = [
  // Code, in the languages that code is written in. Other fences may hold an answer in a prescribed form.
  /^([ \t]*)(`{3,}|~{3,})[ \t]*(?:js|javascript|ts|typescript|py|python|sql|json|r|bash|sh)\b[^\n]*\n[\s\S]*?(?:^[ \t]*\2[ \t]*$|$(?![\s\S]))/gim,
  // Code spans, such as column names; a span that is nothing but a number is one.
  /(?<!`)(`+)(?!`)(?!\s?[-−+]?[\d.,]+\s?%?\s?\1)[^\n]{1,300}?(?<!`)\1(?!`)/g,
  // Addresses, and the targets of links and images.
  /\]\([^()\s]{0,500}\)|\bhttps?:\/\/[^\s)>\]]+/g,
  // Footnotes, character references, tags.
  /\[\^[^\]\n]{1,40}\]|&#x?[\da-f]{1,6};|<\/?[a-z][^<>\n]{0,200}>/gi,
  // The numbering of lists and headings, and what refers to numbered things.
  /^[ \t]*(?:>[ \t]*)*(?:[-*+][ \t]+)?\d{1,3}[.)](?=[ \t])/gm,
  /^[ \t]*#{1,6}[ \t]+\d{1,2}(?:(?:\.\d{1,2})*[.):]|\.\d)(?=[ \t])/gm,
  /\b(?:chart|table|figure|fig\.|step|part|section|subtask|appendix)[ \t]+\d{1,2}\b(?![.,]\d)/gi,
  // Dates and times of day.
  ...dates,
  // Ordinals: places and percentiles.
  /\b\d+(?:st|nd|rd|th)\b/gi,
  // Levels and rules that are conventions of statistics, not findings.
  /\b\d{2}(?:\.\d)?[ \t]?%(?=[ \t-]*(?:\(?confidence|CIs?\b|credible|prediction interval|significance))/gi,
  /(?:α|alpha|significance level(?: of)?|level of significance(?: of)?)[ \t]*(?:=|:|is|at)?[ \t]*0?\.\d+/gi,
  /\b(?:0?\.0\d+|[1-9]0?[ \t]?%)(?=[ \t]+(?:significance )?level\b)/gi,
  /(?<![\d.,])\d{1,2}-(?=(?:fold|way|sided|tailed|sample|dimensional)\b)/gi,
  /\b1\.5[ \t]*(?:×|x|\*|times)?[ \t]*(?:the[ \t]+)?(?:IQR|interquartile)/gi,
];

/** The report with all digits hidden that are not to be checked; offsets stay. */
export function maskReport(report: string): string {
  return excluded.reduce((text, region) => text.replace(region, hideDigits), report);
}

/** A text of a source without its dates: the day of a date is no finding either. */
export function maskDates(text: string): string {
  return dates.reduce((masked, date) => masked.replace(date, hideDigits), text);
}

function hideDigits(region: string): string {
  return region.replace(/\d/g, filler);
}
