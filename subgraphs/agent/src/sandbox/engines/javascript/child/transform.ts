import { parse, type AnyNode, type Pattern, type VariableDeclaration } from 'acorn';

export interface TransformedPiece {
  /** An expression: an async function that runs the piece. Its first line is the first line of the code as given. */
  readonly code: string;
  /** Variables that outlive the piece. */
  readonly names: readonly string[];
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const opening = '(async()=>{';

/** How many characters stand before the first one of the code as given. */
export const columnOffset = opening.length;

/**
 * Wraps a piece of code into an async function, so that `await` stands at its top level, and turns its top-level
 * declarations into assignments to globals, so that they live on and can be declared anew. No line break is added.
 * @throws SyntaxError with acorn's `loc` when the code cannot be parsed.
 */
export function transformPiece(code: string): TransformedPiece {
  const program = parse(code, {
    ecmaVersion: 'latest',
    sourceType: 'script',
    allowAwaitOutsideFunction: true,
    allowReturnOutsideFunction: true,
  });
  const names = new Set<string>();
  const edits: Edit[] = [];
  let hoisted = '';
  for (const statement of program.body) {
    if (statement.type === 'FunctionDeclaration') {
      // Stays where it is, hoisted by the language itself, and becomes a global before the first statement runs. `this`
      // is the global object, whatever the code made of the name `globalThis`.
      names.add(statement.id.name);
      hoisted += `this.${statement.id.name}=${statement.id.name};`;
    } else if (statement.type === 'ClassDeclaration') {
      names.add(statement.id.name);
      edits.push({ start: statement.start, end: statement.start, text: `${statement.id.name}=` });
      edits.push({ start: statement.end, end: statement.end, text: ';' });
    } else if (statement.type === 'ExpressionStatement') {
      if (statement.expression.type === 'AssignmentExpression') collectNames(statement.expression.left, names);
    } else {
      for (const { declaration, isIterationTarget } of liftable(statement)) {
        for (const { id } of declaration.declarations) collectNames(id, names);
        edits.push(...(isIterationTarget ? [bareTarget(declaration, code)] : assignments(declaration, code)));
      }
    }
  }
  return { code: `${opening}${hoisted}${applyEdits(code, edits)}\n})`, names: [...names] };
}

interface LiftableDeclaration {
  readonly declaration: VariableDeclaration;
  /** `for (var x of xs)`: assigned by the loop. */
  readonly isIterationTarget: boolean;
}

/** Declarations that belong to the top level: those that stand there, and every `var` outside functions. */
function liftable(statement: AnyNode): LiftableDeclaration[] {
  if (statement.type === 'VariableDeclaration') {
    const isLifted = statement.kind === 'const' || statement.kind === 'let' || statement.kind === 'var';
    return isLifted ? [{ declaration: statement, isIterationTarget: false }] : [];
  }
  const found: LiftableDeclaration[] = [];
  const visit = (node: AnyNode): void => {
    if (/Function|Class/.test(node.type)) return;
    if (node.type === 'VariableDeclaration' && node.kind === 'var') {
      found.push({ declaration: node, isIterationTarget: false });
    } else if (node.type === 'ForInStatement' || node.type === 'ForOfStatement') {
      if (node.left.type === 'VariableDeclaration' && node.left.kind === 'var') {
        found.push({ declaration: node.left, isIterationTarget: true });
      }
      visit(node.body);
    } else {
      for (const child of childNodes(node)) visit(child);
    }
  };
  visit(statement);
  return found;
}

function childNodes(node: AnyNode): AnyNode[] {
  return Object.values(node)
    .flat()
    .filter((part: unknown): part is AnyNode => typeof part === 'object' && part !== null && 'type' in part);
}

function bareTarget({ start, declarations }: VariableDeclaration, code: string): Edit {
  const end = declarations[0]?.start ?? start;
  return { start, end, text: lineBreaks(code, start, end) };
}

/** `const a = 1, { b } = c` becomes `void(a = 1, { b } = c);`. */
function assignments({ start, kind, declarations }: VariableDeclaration, code: string): Edit[] {
  const first = declarations[0]?.start ?? start;
  const end = declarations.at(-1)?.end ?? first;
  const values = declarations.flatMap(({ id, init, end: after }) => {
    if (init) return [];
    const name = code.slice(id.start, id.end);
    return [{ start: after, end: after, text: kind === 'var' ? `=${name}` : '=undefined' }];
  });
  return [
    { start, end: first, text: `void(${lineBreaks(code, start, first)}` },
    ...values,
    { start: end, end, text: ')' },
  ];
}

function lineBreaks(code: string, start: number, end: number): string {
  return code.slice(start, end).replace(/[^\n\r\u2028\u2029]/g, '');
}

function collectNames(target: Pattern | { readonly type: 'MemberExpression' }, names: Set<string>): void {
  switch (target.type) {
    case 'Identifier':
      names.add(target.name);
      break;
    case 'ObjectPattern':
      for (const property of target.properties) {
        collectNames(property.type === 'RestElement' ? property.argument : property.value, names);
      }
      break;
    case 'ArrayPattern':
      for (const element of target.elements) if (element) collectNames(element, names);
      break;
    case 'AssignmentPattern':
      collectNames(target.left, names);
      break;
    case 'RestElement':
      collectNames(target.argument, names);
      break;
    default:
  }
}

function applyEdits(code: string, edits: readonly Edit[]): string {
  let text = '';
  let position = 0;
  // Stable: edits at one position keep their order.
  for (const edit of edits.toSorted((a, b) => a.start - b.start)) {
    text += code.slice(position, edit.start) + edit.text;
    position = edit.end;
  }
  return text + code.slice(position);
}
