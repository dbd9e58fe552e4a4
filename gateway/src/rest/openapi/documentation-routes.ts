import { z } from 'zod';
import { send } from '../http/send.ts';
import { defineRoute, type Route } from '../route.ts';
import { docsPage } from './docs-page.ts';
import { createOpenApiDocument } from './openapi-document.ts';

/** The OpenAPI document of some routes, and the page that shows it. Both are made once. */
export function createDocumentationRoutes(routes: readonly Route[]): readonly Route[] {
  const document = createOpenApiDocument(routes);
  const json = JSON.stringify(document, null, 2);
  const page = docsPage(document);
  return [
    staticRoute('/openapi.json', 'application/json', json),
    staticRoute('/docs', 'text/html; charset=utf-8', page.html, { 'content-security-policy': page.policy }),
  ];
}

function staticRoute(path: string, contentType: string, body: string, headers: Record<string, string> = {}): Route {
  return defineRoute({
    method: 'GET',
    path,
    tag: 'Documentation',
    summary: path,
    isPublic: true,
    request: z.object({}),
    answer: { description: 'This interface, described.', contentType, schema: z.string(), example: '' },
    errors: [],
    handle({ response }) {
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      send(response, 200, contentType, body);
      return Promise.resolve(undefined);
    },
  });
}
