import {
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

export interface OperationMeasure {
  readonly depth: number;
  /** Of what is below `__schema` and `__type`. */
  readonly introspectionDepth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly fields: number;
}

const empty: OperationMeasure = { depth: 0, introspectionDepth: 0, aliases: 0, directives: 0, fields: 0 };

/**
 * Measures what an operation comes to with its fragments written out. Each fragment is measured once, so that the time is
 * linear in the text even where the expansion is not; a fragment within itself counts as empty (validation refuses it).
 */
export function measureOperation(operation: OperationDefinitionNode, document: DocumentNode): OperationMeasure {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const known = new Map<string, OperationMeasure>();

  const measureFragment = (name: string): OperationMeasure => {
    const measured = known.get(name);
    if (measured !== undefined) return measured;
    known.set(name, empty);
    const fragment = fragments.get(name);
    const measure = fragment === undefined ? empty : withDirectives(measureSelections(fragment.selectionSet), fragment);
    known.set(name, measure);
    return measure;
  };

  const measureSelections = ({ selections }: SelectionSetNode): OperationMeasure =>
    selections.reduce((sum, selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        return add(sum, withDirectives(measureFragment(selection.name.value), selection));
      }
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        return add(sum, withDirectives(measureSelections(selection.selectionSet), selection));
      }
      const inner = selection.selectionSet === undefined ? empty : measureSelections(selection.selectionSet);
      const isIntrospection = selection.name.value === '__schema' || selection.name.value === '__type';
      return add(sum, {
        depth: isIntrospection ? 0 : 1 + inner.depth,
        introspectionDepth: isIntrospection ? 1 + inner.depth : inner.introspectionDepth,
        aliases: inner.aliases + (selection.alias === undefined ? 0 : 1),
        directives: inner.directives + (selection.directives?.length ?? 0),
        fields: inner.fields + 1,
      });
    }, empty);

  return withDirectives(measureSelections(operation.selectionSet), operation);
}

function add(a: OperationMeasure, b: OperationMeasure): OperationMeasure {
  return {
    depth: Math.max(a.depth, b.depth),
    introspectionDepth: Math.max(a.introspectionDepth, b.introspectionDepth),
    aliases: a.aliases + b.aliases,
    directives: a.directives + b.directives,
    fields: a.fields + b.fields,
  };
}

function withDirectives(
  measure: OperationMeasure,
  node: { readonly directives?: readonly unknown[] | undefined },
): OperationMeasure {
  return { ...measure, directives: measure.directives + (node.directives?.length ?? 0) };
}
