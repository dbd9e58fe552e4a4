import { escapeHtml } from '@mas/kit/escape-html';
import type { CodeCell } from '../../events/code-cells.ts';
import type { JsonObject } from '../../sandbox/sandbox.ts';
import { shortened } from '../bounds.ts';
import type { ExportedArtifact } from '../export-document.ts';
import { tableHtml } from '../html/table-html.ts';
import { liveSpec } from './live-spec.ts';

export type NotebookOutput =
  | { readonly output_type: 'stream'; readonly name: 'stdout'; readonly text: string }
  | {
      readonly output_type: 'display_data';
      readonly metadata: object;
      readonly data: Readonly<Record<string, unknown>>;
    }
  | {
      readonly output_type: 'error';
      readonly ename: string;
      readonly evalue: string;
      readonly traceback: readonly string[];
    };

/** What a piece of code printed, gave and failed with. */
export function cellOutputs({ output, result, error }: CodeCell): readonly NotebookOutput[] {
  return [
    ...(output === '' ? [] : [{ output_type: 'stream', name: 'stdout', text: shortened(output) } as const]),
    ...(result === undefined
      ? []
      : [display({ 'application/json': result, 'text/plain': shortened(JSON.stringify(result, null, 2)) })]),
    ...(error === undefined ? [] : [failure(error)]),
  ];
}

/** A chart in every form that viewers know, the live one, where it may be, first choice of those that do; a table as HTML. */
export function artifactOutput(artifact: ExportedArtifact): NotebookOutput {
  const { title } = artifact;
  if (artifact.kind === 'table') {
    const html = `<p><strong>${escapeHtml(title)}</strong></p>${tableHtml(artifact)}`;
    return display({ 'text/html': html, 'text/plain': title });
  }
  const spec = liveSpec(artifact.spec);
  return display({
    ...(spec !== undefined && { [`application/vnd.vegalite.v${vegaLiteVersion(spec)}+json`]: spec }),
    'image/svg+xml': artifact.svg,
    'image/png': artifact.png.toString('base64'),
    'text/plain': title,
  });
}

function display(data: Readonly<Record<string, unknown>>): NotebookOutput {
  return { output_type: 'display_data', metadata: {}, data };
}

function failure({ name, message, line }: NonNullable<CodeCell['error']>): NotebookOutput {
  const place = line === undefined ? '' : ` (line ${line})`;
  const text = shortened(message);
  return { output_type: 'error', ename: name, evalue: text, traceback: [`${name}: ${text}${place}`] };
}

/** As the specification says of itself; without a word, the version that drew it. */
function vegaLiteVersion({ $schema: schema }: JsonObject): string {
  return (typeof schema === 'string' ? /vega-lite\/v(\d{1,2})/.exec(schema)?.[1] : undefined) ?? '6';
}
