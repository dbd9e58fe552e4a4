import type { Formula, FormulaOperator, Moment } from '../request.ts';

const SIGNS: Readonly<Record<FormulaOperator, string>> = { '+': '+', '-': '−', '*': '×', '/': '÷', '^': '^' };
const RANKS: Readonly<Record<FormulaOperator, number>> = { '+': 1, '-': 1, '*': 2, '/': 2, '^': 3 };
const FUNCTIONS = {
  log: 'ln',
  log10: 'log10',
  log2: 'log2',
  log1p: 'log1p',
  exp: 'exp',
  sqrt: 'sqrt',
  square: 'square',
  absolute: 'abs',
} as const;

/** A formula as people write it, with brackets only where they are needed. */
export function describeFormula(formula: Formula, name: (column: string) => string): string {
  const inner = (part: Formula) => describeFormula(part, name);
  switch (formula.kind) {
    case 'number':
      return String(formula.value);
    case 'column':
      return name(formula.column);
    case 'previous':
      return `the ${name(formula.column)} of the row before`;
    case 'negate':
      return `−${bracketed(formula.of, 3, name)}`;
    case 'binary': {
      const rank = RANKS[formula.operator];
      return `${bracketed(formula.left, rank, name)} ${SIGNS[formula.operator]} ${bracketed(formula.right, rank + 1, name)}`;
    }
    case 'call':
      return `${FUNCTIONS[formula.function]}(${inner(formula.of)})`;
    case 'days':
      return `the days from ${moment(formula.from, name)} to ${moment(formula.to, name)}`;
  }
}

function bracketed(formula: Formula, least: number, name: (column: string) => string): string {
  const text = describeFormula(formula, name);
  return formula.kind === 'binary' && RANKS[formula.operator] < least ? `(${text})` : text;
}

function moment(of: Moment, name: (column: string) => string): string {
  return 'date' in of ? of.date : name(of.column);
}
