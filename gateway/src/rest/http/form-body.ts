import type { IncomingMessage } from 'node:http';
import busboy from 'busboy';
import { readBody } from '@mas/kit/server/read-body';
import { hasBody } from '@mas/kit/server/has-body';

interface FormLimits {
  readonly maxBodyBytes: number;
  readonly bodyTimeoutMs: number;
}

/**
 * The fields of a form, either encoding; the last of a name counts, and an empty one counts as absent. A body of another
 * kind has no fields.
 * @throws HttpError 408, 413
 */
export async function readFormBody(request: IncomingMessage, limits: FormLimits): Promise<Record<string, string>> {
  const type = request.headers['content-type']?.toLowerCase() ?? '';
  if (!hasBody(request)) return {};
  const body = await readBody(request, { maxBytes: limits.maxBodyBytes, timeoutMs: limits.bodyTimeoutMs });
  const fields = type.startsWith('multipart/form-data')
    ? await multipartFields(request.headers, body)
    : type.startsWith('application/x-www-form-urlencoded')
      ? [...new URLSearchParams(body)]
      : [];
  return Object.fromEntries(fields.filter(([, value]) => value !== ''));
}

/** Browsers' `FormData` comes so. Files are no fields, and a form that breaks off has those that were whole. */
function multipartFields(headers: IncomingMessage['headers'], body: string): Promise<[string, string][]> {
  return new Promise((resolve) => {
    const fields: [string, string][] = [];
    const done = (): void => resolve(fields);
    try {
      const parser = busboy({ headers, defParamCharset: 'utf8', limits: { fields: 32, files: 0 } });
      parser.on('field', (name, value) => fields.push([name, value]));
      parser.once('close', done).once('error', done);
      parser.end(body);
    } catch {
      done(); // a multipart type without a boundary
    }
  });
}
