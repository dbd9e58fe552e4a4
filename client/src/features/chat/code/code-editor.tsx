import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { javascript } from '@codemirror/lang-javascript';
import { python } from '@codemirror/lang-python';
import { EditorState, Prec } from '@codemirror/state';
import { EditorView, keymap, lineNumbers } from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import { useEffect, useRef } from 'react';
import { editorTheme } from './editor-theme.ts';

interface CodeEditorProps {
  readonly language: string;
  readonly source: string;
  readonly onChange: (source: string) => void;
  /** Ctrl or Cmd with Enter. */
  readonly onSubmit: () => void;
  /** Escape; Tab belongs to the editor, so this is the way out by keyboard. */
  readonly onLeave: () => void;
}

/** The source is taken once: later changes are the editor's own. */
export default function CodeEditor(props: CodeEditorProps) {
  const element = useRef<HTMLDivElement>(null);
  const current = useRef(props);
  useEffect(() => {
    current.current = props;
  });
  useEffect(() => {
    if (element.current === null) return undefined;
    // In a shadow tree its styles are adopted sheets: the page's policy forbids the style elements that it makes elsewhere.
    const root = element.current.shadowRoot ?? element.current.attachShadow({ mode: 'open' });
    const { language, source } = current.current;
    const view = new EditorView({
      parent: root,
      root,
      state: EditorState.create({ doc: source, extensions: extensionsFor(language, current) }),
    });
    view.focus();
    return () => view.destroy();
  }, []);
  return <div ref={element} className="overflow-hidden rounded-lg border border-strong-line text-sm" />;
}

function extensionsFor(language: string, props: { readonly current: CodeEditorProps }) {
  return [
    lineNumbers(),
    history(),
    indentOnInput(),
    bracketMatching(),
    syntaxHighlighting(classHighlighter),
    editorTheme,
    language === 'python' ? python() : javascript(),
    EditorView.contentAttributes.of({
      tabindex: '0',
      'aria-label': 'Code. Escape leaves the editor, Ctrl+Enter runs it.',
    }),
    EditorView.domEventHandlers({ beforeinput: replaceSelection }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) props.current.onChange(update.state.doc.toString());
    }),
    Prec.highest(
      keymap.of([
        { key: 'Mod-Enter', run: () => (props.current.onSubmit(), true) },
        { key: 'Escape', run: () => (props.current.onLeave(), true) },
      ]),
    ),
    keymap.of([...defaultKeymap, ...historyKeymap, indentWithTab]),
  ];
}

/** Where text takes the place of other text, browsers dress it in a style attribute like the old one, which the policy forbids. */
function replaceSelection(event: InputEvent, view: EditorView): boolean {
  const { state } = view;
  const isTyped = event.inputType === 'insertText' && !event.isComposing;
  if (!isTyped || event.data === null || state.selection.main.empty) return false;
  view.dispatch(state.replaceSelection(event.data), { userEvent: 'input.type' });
  return true;
}
