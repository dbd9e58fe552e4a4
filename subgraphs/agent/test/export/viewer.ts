import MarkdownItClass from 'markdown-it';

/** A viewer of Markdown that lets all HTML through: what it shows is the worst that a document can do. */
export function viewMarkdown(markdown: string): string {
  return new MarkdownItClass({ html: true, linkify: true }).render(markdown);
}

/** Tags with their attributes, as `img src alt`, of a page without its scripts, styles and comments. */
export function tagsOf(html: string): ReadonlySet<string> {
  const body = html.replace(/<(script|style)[ >][\s\S]*?<\/\1>/g, '');
  const tags = [...body.matchAll(/<([a-z!][^\s/>]*)((?:\s+[^\s=>]+(?:="[^"]*")?)*)\s*\/?>/gi)];
  return new Set(
    tags.map(([, name = '', attributes = '']) =>
      [name, ...[...attributes.matchAll(/([^\s=]+)(?:="[^"]*")?/g)].map(([, attribute = '']) => attribute)].join(' '),
    ),
  );
}
