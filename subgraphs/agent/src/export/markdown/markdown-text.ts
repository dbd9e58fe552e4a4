/** Zero-width space: what it parts is no markup any more, and looks as before, in code as well as outside. */
const divider = '\u200b';

/** Plain text on one line, in a place where Markdown is read. */
export function plainText(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_{}[\]<>#|~$!&]/g, '\\$&')
    .replace(addresses, parted);
}

/** What viewers make a link of by itself (https://github.github.com/gfm/#autolinks-extension-). */
const addresses = /(?:https?|ftp|mailto|xmpp|file|tel|sms):|www\.|\/\/(?=[\w-]+\.)|[\w.+-]@(?=[\w-]+\.)/gi;
const parted = (found: string): string => `${found.slice(0, -1)}${divider}${found.slice(-1)}`;

/** Plain text of several lines as a quotation. */
export function quotation(text: string): string {
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/).map((line) => `> ${plainText(line)}`.trimEnd());
  return lines.join('  \n');
}

/** Code or output, fenced with more backticks than it has in a row, so that nothing in it ends the fence. */
export function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language.replace(/[^\w-]/g, '')}\n${text.replace(/\n+$/, '')}\n${fence}`;
}

/**
 * An analyst's Markdown without what may act in whoever shows it: no HTML, no pictures from elsewhere, and no links, whose
 * addresses a model wrote after it had read the data: they are seen, and not followed. A divider does that in code too without
 * being seen, so that nobody has to agree with the reader on what is code.
 */
export function harmlessMarkdown(markdown: string): string {
  return markdown
    .replace(/<(?=[a-z/!?])/gi, `<${divider}`)
    .replace(/&(?=#|colon;|tab;|newline;)/gi, `&${divider}`)
    .replace(/!\[/g, `!${divider}[`)
    .replace(/\](?=\s*[(:[])/g, `]${divider}`)
    .replace(addresses, parted)
    .replace(/\b(?:javascript|vbscript)(?=\s*:)|\bdata(?=:[a-z]+\/)/gi, (word) => `${word}${divider}`);
}

/** A table as GitHub's Markdown has it. */
export function markdownTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(columns.map((name) => plainText(name) || ' ')),
    line(columns.map(() => '---')),
    ...rows.map((row) => line(columns.map((_name, index) => plainText(row[index] ?? '')))),
  ].join('\n');
}
