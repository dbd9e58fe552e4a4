/** Words that call for a kind of analysis. Each is a fact about the wording; the analyses weigh them. */
export type Cue = keyof typeof CUES;

const CUES = {
  overview:
    /\b(?:overview|describe (?:this|the|my)? ?(?:data|dataset|file|table)|what(?:'s| is) in (?:this|the|my)|what (?:does|do) (?:this|the|my) (?:data|dataset|file|table)|summar(?:y|i[sz]e)(?: of)? (?:this|the|my)? ?(?:data|dataset|file|table)|tell me about (?:this|the|my)|(?:explore|profile|understand) (?:this|the|my)? ?(?:data|dataset|file|table)|first look|general information|what columns|which columns (?:are|do)|list (?:the|all)? ?columns|(?:what|which) (?:features|variables|fields) (?:are|does)|data ?types?|how (?:big|large) is (?:this|the|my)|shape of|^\s*(?:describe|summari[sz]e|overview|explore|info)\s*(?:it|this|please|data)?\s*[.!?]*\s*$|how many (?:rows|records|observations) and columns|how many columns|number of columns)\b/i,
  quality:
    /\b(?:data quality|quality (?:of|check|issues|problems|report)|quality|clean(?:liness)? (?:is|of)|problems (?:in|with) (?:this|the|my)|issues (?:in|with) (?:this|the|my)|is (?:this|the|my) (?:data|dataset|file) clean|anything (?:wrong|odd)|data issues)\b/i,
  missing:
    /\b(?:missing|nulls?|nan|nas?(?= values)|blanks?|(?:completely|entirely|fully|totally) (?:empty|blank)|empty (?:cells|values|entries|rows|records)|incomplete|completeness)\b/i,
  duplicates: /\b(?:duplicat(?:e|es|ed|ion)|repeated rows|identical rows)\b/i,
  outliers:
    /\b(?:outliers?|anomal(?:y|ies|ous)|extreme values?|unusual(?:ly)?(?: high| low)? values?|unusual|abnormal(?:ly|ities|ity)?|z[- ]?score method|iqr (?:method|rule))\b/i,
  distribution:
    /\b(?:distribut(?:ion|ed|ions)|histogram|spread of|density|skewed|skewness|how (?:is|are) .{1,60} (?:distributed|spread))\b/i,
  normality:
    /\b(?:normal(?:ity|ly)?(?: distribut(?:ion|ed))?|gaussian|bell[- ]shaped|shapiro|normaltest|jarque|d'agostino|kolmogorov|anderson)\b/i,
  correlation:
    /\b(?:correlat(?:ion|ions|e|es|ed|ing)|relat(?:ion|ionship|e[sd]?)|(?<!values? )associat(?:ion|ed)|connection|link(?:ed)? between|depend(?:s|ent)? on|pearson|spearman|kendall|go together|influence[sd]?|affects?|impact of)\b/i,
  correlate:
    /\b(?:correlat\w*|pearson|spearman|kendall|relat(?:ion|ionship|e[sd]?)|(?<!values? )associat(?:ion|ed))\b/i,
  matrix:
    /\b(?:correlation matrix|heat ?map|correlations|all (?:the )?(?:numeric(?:al)?|other|pairs)|each other|pairwise|every pair|strongest (?:correlations|relationships)|between (?:the|all) (?:numeric(?:al)? )?(?:columns|variables|features))\b/i,
  strongest:
    /\b(?:strong(?:est|ly)?|highest|most|best|largest|greatest|weakest|lowest|least)(?: \w+){0,3} (?:correlat\w+|relat\w+|associat\w+|influenc\w+|affect\w+|predict\w+)|(?:which|what) (?:(?!(?:is|was|are|were) (?:the|a|an|there)\b)\w+ ){0,3}?(?:correlat\w+|relat\w+|influenc\w+|affect\w+|drive\w*|predict\w*)/i,
  trend:
    /\b(?:trend(?:s|ing)?|forecast\w*|projections?|over (?:the )?(?:time|years?|months?|weeks?|days?|quarters?)|evol(?:ve|ved|ution)|chang(?:e|es|ed|ing) (?:over|since|from|through|with time|by year|by month)|(?:has|have|did|does|is|are) .{1,60}(?:grow|grown|growing|increas|decreas|declin|ris(?:e|en|ing)|fall|fallen|rose|fell|grew|drop|chang)|time series|growth|develop(?:ed|ment)? over|seasonal(?:ity)?|(?:month|year|quarter|week)[- ](?:over|on)[- ](?:month|year|quarter|week)|yoy|mom|qoq)\b/i,
  compare:
    /\b(?:compar(?:e|ed|ing|ison)|differ(?:s|ence|ences|ent)?|versus|vs\.?|between .{1,40} and|(?:higher|lower|more|less|greater|better|worse|older|younger|larger|smaller)(?: \w+){0,4} than(?! \$?\d)|do .{1,40} (?:have|earn|pay|live|get) (?:more|less|higher|lower))\b/i,
  test: /\b(?:t[- ]?test|anova|analysis of variance|mann[- ]?whitney|wilcoxon|kruskal|chi[- ]?squared?|significan(?:t|tly|ce)|hypothesis|statistical(?:ly)? (?:test|different|significant)|p[- ]?value|u[- ]?test|welch|independen(?:t|ce) (?:of|test|from))\b/i,
  chiSquare:
    /\b(?:chi[- ]?squared?|independen(?:t|ce) (?:of|test|from|between)|contingency|cross[- ]?tab(?:ulation|ulate)?|crosstab)\b/i,
  regression:
    /\b(?:regress(?:ion|ions)?|linear model|predict(?:s|ed|ing|ion|ive|or|ors)?|r[- ]?squared|r2|coefficient of determination|rmse|mse|mean squared error|fit a (?:line|model)|least squares|explain(?:s|ed)? (?:by|the variation|how))\b/i,
  rows: /\b(?:(?:show|list|give|display|print|see)(?: me)?(?: the| all(?: the)?| some| a few)?(?: (?:first|last|\d+|top|sample))* ?(?:rows|records|entries|lines|examples|observations)|^(?:show|list|display|print)(?: me)?(?: the)? (?:first|last) \d+|sample of|preview|head of|first few rows|(?:which|what) (?:rows|records|ones) (?:have|are|has)?)\b/i,
  listing: /^\s*(?:please )?(?:show|list|display|print|find|which|give)\b/i,
  frequency:
    /\b(?:value counts?|frequenc(?:y|ies)|how often|breakdown|break down|counts? (?:of|for|by) (?:each|every)|most (?:common|frequent|popular)|least (?:common|frequent|popular)|how many (?:of )?each|composition|count of each)\b/i,
  ranking:
    /\b(?:top|bottom|highest|lowest|largest|smallest|biggest|greatest|most|least|fewest|best|worst|oldest|youngest|newest|earliest|latest|longest|shortest|heaviest|lightest|cheapest|most expensive|fastest|slowest|tallest|rank(?:ed|ing)?|maximum|minimum|hottest|coldest|wettest|rainiest|warmest|driest|windiest|richest|poorest)\b/i,
  which: /\b(?:which|who|what)\b/i,
  scatter: /\b(?:scatter(?:plot)?|(?:plot|chart|graph|draw|show)\b.{1,80}\b(?:against|versus|vs\.?))\b/i,
  box: /\b(?:box ?-?(?:and-whisker)? ?plots?|whisker|violin)\b/i,
  bar: /\b(?:bar ?-?(?:chart|graph|plot)s?|pie ?(?:chart|graph|plot)s?|column chart)\b/i,
  pie: /\b(?:pie|doughnut|donut) ?(?:chart|graph|plot|diagram)s?\b/i,
  line: /\b(?:line ?-?(?:chart|graph|plot)s?|time ?line)\b/i,
  chart: /\b(?:chart|plot|graph|visuali[sz](?:e|ation)|draw|diagram|histogram|heat ?map)\b/i,
  beforeAfter: /\bbefore and after\b/i,
} as const;

export function findCues(text: string): ReadonlySet<Cue> {
  const names = Object.keys(CUES) as Cue[]; // the keys of a literal object are exactly its cues
  return new Set(names.filter((name) => CUES[name].test(text)));
}

/** The places in the text, as character ranges, that cues account for. */
export function cueRanges(text: string): readonly { readonly start: number; readonly end: number }[] {
  return Object.values(CUES).flatMap((pattern) =>
    [...text.matchAll(new RegExp(pattern.source, 'gi'))].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
    })),
  );
}
