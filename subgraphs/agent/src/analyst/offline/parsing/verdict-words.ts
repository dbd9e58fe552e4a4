const QUOTED = /["“]([^"”\n]{1,30})["”](?=\s*(?:,?\s*(?:if|when|or|otherwise|else|and|for|in|as)\b|[,.;:)]|$))/gi;

/** The words that the question's rules conclude with: `report "high" if …, otherwise "low"`. */
export function verdictWords(text: string): string[] {
  const words = text
    .split(/(?<=[.?!])\s+|[;\n]+/)
    .flatMap((sentence) =>
      /\b(?:if|when|otherwise|report|conclude)\b/i.test(sentence) && /["“]/.test(sentence)
        ? [...concluding(sentence).matchAll(QUOTED)].map((match) => match[1] ?? '')
        : [],
    );
  const unique = [...new Set(words)];
  return unique.length >= 2 ? unique : [];
}

/** Without what stands for a column or a value: `"x" column`, `where "x" = 1`. */
function concluding(sentence: string): string {
  return sentence.replace(/["“][^"”\n]{1,60}["”](?=\s*(?:column|variable|feature|=|<|>|is|are)\b)/gi, ' ');
}
