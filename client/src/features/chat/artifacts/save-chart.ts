import type { Client } from 'urql';
import { toAppError } from '../../../lib/app-error.ts';
import { graphql } from '../../../lib/graphql.ts';
import { fileNameOf, saveFile } from '../../../lib/save-file.ts';
import { showToast } from '../../../lib/toasts.ts';

const ChartPicture = graphql(`
  query ChartPicture($id: ID!, $png: Boolean!, $svg: Boolean!, $html: Boolean!) {
    artifact(id: $id) {
      id
      png @include(if: $png)
      svg @include(if: $svg)
      html @include(if: $html)
    }
  }
`);

interface ChartToSave {
  readonly artifactId: string;
  readonly title: string;
  readonly format: 'PNG' | 'SVG' | 'HTML';
}

/** Saves a chart as the agents drew it: on white, in print quality, the same as in every export. */
export async function saveChart(client: Client, { artifactId, title, format }: ChartToSave): Promise<void> {
  const variables = { id: artifactId, png: format === 'PNG', svg: format === 'SVG', html: format === 'HTML' };
  const { data, error } = await client.query(ChartPicture, variables);
  const artifact = data?.artifact;
  const name = fileNameOf(title);
  if (artifact?.png) saveFile(`${name}.png`, bytesOf(artifact.png, 'image/png'));
  else if (artifact?.svg) saveFile(`${name}.svg`, artifact.svg, 'image/svg+xml');
  else if (artifact?.html) saveFile(`${name}.html`, artifact.html, 'text/html;charset=utf-8');
  else showToast({ text: toAppError(error)?.message ?? 'The chart has no such picture.', tone: 'danger' });
}

function bytesOf(base64: string, type: string): Blob {
  return new Blob([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))], { type });
}
