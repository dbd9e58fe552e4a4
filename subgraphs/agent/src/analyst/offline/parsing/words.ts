/** A word, number or quoted text of a question, with where it stands. */
export interface Token {
  readonly text: string;
  readonly lower: string;
  readonly stem: string;
  readonly kind: 'word' | 'number' | 'date' | 'quoted' | 'mark';
  readonly start: number;
  readonly end: number;
}

const PATTERN =
  /(\b\d{4}-\d{2}(?:-\d{2}(?:[ T]\d{2}:\d{2}(?::\d{2})?)?)?\b)|"([^"]{1,200})"|“([^”]{1,200})”|`([^`]{1,200})`|(?<![\p{L}\p{N}])['‘]([^'’]{1,200})['’](?![\p{L}])|((?<![\p{L}\p{N}])-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:e[+-]?\d+)?(?![\p{L}\p{N}_]))|([\p{L}\p{N}_#]+(?:['’]s)?)|(<=|>=|!=|<>|==|[^\s])/giu;

export function tokenize(text: string): Token[] {
  return [...text.matchAll(PATTERN)].map((match) => {
    const quoted = match[2] ?? match[3] ?? match[4] ?? match[5];
    const raw = quoted ?? match[0].replace(/['’]s$/u, '');
    const kind = kindOf(match);
    const lower = raw.toLowerCase();
    return { text: raw, lower, stem: stem(lower), kind, start: match.index, end: match.index + match[0].length };
  });
}

function kindOf(match: RegExpExecArray): Token['kind'] {
  if (match[1] !== undefined) return 'date';
  if (match[6] !== undefined) return 'number';
  if (match[7] !== undefined) return 'word';
  return match[8] !== undefined ? 'mark' : 'quoted';
}

/** Letters and digits only, lower case, accents kept: `Total_Sales ` and `total sales` are the same. */
export function normalForm(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** The words of a column's name: camelCase, snake_case, kebab-case and punctuation all part words. */
export function nameWords(name: string): string[] {
  return name
    .replace(/(?<![\p{L}\p{N}])([kKMGT])Wh?(?![\p{L}\p{N}])/gu, (unit) => unit.toLowerCase())
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/(\p{L}{2,})(\p{N}+)/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}#]+/u)
    .filter((word) => word !== '');
}

const IRREGULAR: Readonly<Record<string, string>> = {
  people: 'person',
  men: 'man',
  women: 'woman',
  children: 'child',
  countries: 'country',
  cities: 'city',
  series: 'series',
  species: 'species',
  status: 'status',
  gas: 'gas',
  bus: 'bus',
  mileage: 'mile',
};

/** A light English stem: plural and a few endings, so that `sales` meets `sale` and `categories` meets `category`. */
export function stem(word: string): string {
  const irregular = Object.hasOwn(IRREGULAR, word) ? IRREGULAR[word] : undefined;
  if (irregular !== undefined) return irregular;
  if (word.length <= 3 || /[^a-z]/.test(word)) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:ss|us|is)$/.test(word)) return word;
  if (/(?:xes|ches|shes|sses|zes)$/.test(word)) return word.slice(0, -2);
  return word.endsWith('s') ? word.slice(0, -1) : word;
}

const STOPWORDS = new Set(
  `a an the of in on at to for from by with and or is are was were be been being do does did has have had can could would
  should will shall may might must i me my we us our you your he she it its they them their this that these those there
  here what which who whom whose when where why how any some all each every no not as than then so if but about into over
  under between among per please show tell give find get compute calculate determine want like need let know see
  dataset data table file column feature field variable value values columns features variables fields record row rows
  records using use used based also both only just very much many more most less least own same such other another
  different one two three up out off down again further once within across during through against given recorded`.split(
    /\s+/,
  ),
);

export function isStopword(lower: string): boolean {
  return STOPWORDS.has(lower) || STOPWORDS.has(stem(lower));
}
