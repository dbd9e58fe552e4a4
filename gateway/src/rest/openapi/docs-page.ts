import { escapeHtml } from '@mas/kit/escape-html';
import { createHash } from 'node:crypto';
import { docsStyle } from './docs-style.ts';
import type { ApiOperation, OpenApiDocument } from './openapi-document.ts';

export interface DocsPage {
  readonly html: string;
  /** Its Content-Security-Policy: it runs no script and loads nothing. */
  readonly policy: string;
}

/** An OpenAPI document as a page that needs nothing but itself. */
export function docsPage(document: OpenApiDocument): DocsPage {
  const { info, tags, paths } = document;
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  );
  const sections = tags.map(({ name }) => {
    const own = operations.filter(({ operation }) => operation.tags.includes(name));
    return `<h2>${escapeHtml(name)}</h2>\n${own.map(({ method, path, operation }) => operationHtml(document, method, path, operation)).join('\n')}`;
  });
  const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(info.title)}</title>
<style>${docsStyle}</style>
<main>
<h1>${escapeHtml(info.title)}</h1>
<p>${inline(info.description)} <a href="openapi.json">The OpenAPI 3.1 document.</a></p>
${sections.join('\n')}
</main>
</html>
`;
  const styleHash = createHash('sha256').update(docsStyle).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
  return { html, policy };
}

function operationHtml(document: OpenApiDocument, method: string, path: string, operation: ApiOperation): string {
  const parts = ['parameters', 'requestBody', 'responses'].filter((name) => operation[name] !== undefined);
  const titles: Record<string, string> = { parameters: 'Parameters', requestBody: 'Body', responses: 'Answers' };
  return `<details>
<summary><b class="${method}">${method.toUpperCase()}</b> <code>${escapeHtml(path)}</code> ${inline(operation.summary)}</summary>
${operation.description === undefined ? '' : `<p>${inline(operation.description)}</p>`}
${parts.map((name) => `<h3>${titles[name] ?? ''}</h3>\n<pre>${escapeHtml(JSON.stringify(resolve(document, operation[name]), null, 2))}</pre>`).join('\n')}
</details>`;
}

/** With each reference replaced by what it names; the document has no cycles. */
function resolve(document: OpenApiDocument, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => resolve(document, item));
  if (typeof value !== 'object' || value === null) return value;
  if ('$ref' in value && typeof value.$ref === 'string') return resolve(document, lookUp(document, value.$ref));
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, resolve(document, member)]));
}

function lookUp(document: unknown, reference: string): unknown {
  return reference
    .split('/')
    .slice(1)
    .reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], document); // our own references lead somewhere
}

/** Text with its `code`. */
function inline(text: string): string {
  return escapeHtml(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}
