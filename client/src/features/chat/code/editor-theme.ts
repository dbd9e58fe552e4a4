import { EditorView } from '@codemirror/view';

/** The editor in the page's colours, which its shadow tree inherits as variables. */
export const editorTheme = EditorView.theme({
  '&': {
    maxHeight: '24rem',
    backgroundColor: 'var(--color-surface)',
    color: 'var(--color-ink)',
    fontSize: '0.8125rem',
  },
  '&.cm-focused': { outline: '2px solid var(--color-accent)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '1.6' },
  '.cm-gutters': { border: '0', backgroundColor: 'var(--color-raised)', color: 'var(--color-muted)' },
  '.cm-cursor': { borderLeftColor: 'var(--color-ink)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--color-accent-soft)',
  },
  '&.cm-focused .cm-matchingBracket': {
    backgroundColor: 'var(--color-accent-soft)',
    outline: '1px solid var(--color-strong-line)',
  },
  '.tok-keyword, .tok-operatorKeyword': { color: 'var(--code-keyword)' },
  '.tok-string, .tok-string2': { color: 'var(--code-string)' },
  '.tok-number, .tok-bool, .tok-atom': { color: 'var(--code-number)' },
  '.tok-comment': { color: 'var(--color-muted)', fontStyle: 'italic' },
  '.tok-propertyName, .tok-typeName, .tok-className': { color: 'var(--code-property)' },
});
