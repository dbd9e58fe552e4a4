/** Every tag that our prompts set around data. */
const tags = [
  'dataset',
  'sandbox',
  'question',
  'memory',
  'conversation',
  'subtask',
  'results',
  'result',
  'code',
  'error',
  'output',
  'report',
] as const;

const ownTag = new RegExp(`<(?=/?(?:${tags.join('|')})\\b)`, 'gi');

export type Tag = (typeof tags)[number];

/** Sets data between tags that nothing inside the data can close: its own tags of ours are made harmless. */
export function tagged(tag: Tag, data: string): string {
  return `<${tag}>\n${data.replace(ownTag, '&lt;')}\n</${tag}>`;
}

/** JSON for use between tags: exact when it is parsed, yet unable to close one. */
export function safeJson(value: unknown): string {
  return JSON.stringify(value).replace(ownTag, '\\u003c');
}

/** Like `tagged`, for content whose parts were tagged before. */
export function wrapped(tag: Tag, content: string): string {
  return `<${tag}>\n${content}\n</${tag}>`;
}

/** Cuts a text in the middle, where least is lost, and says how much is missing. */
export function shortened(text: string, mostCharacters: number): string {
  if (text.length <= mostCharacters) return text;
  const head = text.slice(0, Math.ceil(mostCharacters * 0.7));
  const tail = text.slice(text.length - Math.floor(mostCharacters * 0.3));
  return `${head}\n[… ${text.length - mostCharacters} characters left out …]\n${tail}`;
}
