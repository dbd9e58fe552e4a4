import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import type { Logger } from '@mas/kit/logger';
import sirv, { type RequestHandler } from 'sirv';
import type { Handler } from '../router.ts';
import { sendText } from '../send.ts';
import type { PageBuild } from './page-build.ts';
import { sendWaitingPage } from './waiting-page.ts';

export interface PageFilesParts {
  readonly build: PageBuild;
  readonly logger: Logger;
}

/** How long a navigation waits for the build before it is told to come again. */
const patienceMs = 2_000;

/**
 * The page and its files. Names of files below `/assets/` tell their content, so that they are good for ever; the page itself
 * is asked for again each time. Addresses inside the page are the page's own business: navigations to them get the page.
 */
export function createPageFiles({ build, logger }: PageFilesParts): Handler {
  let serving: { readonly directory: string; readonly serve: RequestHandler } | undefined;

  const filesOf = (directory: string): RequestHandler => {
    if (serving?.directory !== directory) serving = { directory, serve: openFiles(directory) };
    return serving.serve;
  };

  return async (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD');
      sendText(response, 405, 'There are only files here.');
      return;
    }
    const built = await inTime(build.directory());
    if (typeof built === 'string') {
      sendWaitingPage(response, built);
      return;
    }
    delete request.headers.range; // files are sent whole
    response.once('pipe', (file) => {
      file.once('error', (error) => {
        logger.warn({ error }, 'a file of the page is gone');
        response.destroy();
      });
    });
    serveFile(filesOf(built.directory), request, response);
  };
}

function openFiles(directory: string): RequestHandler {
  return sirv(directory, {
    etag: true,
    brotli: true,
    gzip: true,
    setHeaders(response, pathname) {
      const isLasting = pathname.startsWith('/assets/');
      response.setHeader('cache-control', isLasting ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}

function serveFile(serve: RequestHandler, request: IncomingMessage, response: ServerResponse): void {
  serve(request, response, () => {
    if (request.headers.accept?.includes('text/html') !== true) {
      sendText(response, 404, 'There is nothing here.');
      return;
    }
    request.url = '/index.html';
    serve(request, response, () => sendText(response, 404, 'There is nothing here.'));
  });
}

async function inTime(building: Promise<string>): Promise<{ readonly directory: string } | 'building' | 'failed'> {
  const abort = new AbortController();
  const late = setTimeout(patienceMs, 'building' as const, { signal: abort.signal }).catch(() => 'building' as const);
  const built = building.then(
    (directory) => ({ directory }),
    () => 'failed' as const,
  );
  try {
    return await Promise.race([built, late]);
  } finally {
    abort.abort();
  }
}
