import { z } from 'zod';
import { openApiSchema } from './openapi-schema.ts';

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

export interface DescribedAnswers {
  /** What of an answer is not as the document describes it. */
  problems(method: string, path: string, answer: Answer): readonly unknown[];
}

/** Answers as an OpenAPI document has them, read from nothing else than the document. */
export function createDescribedAnswers(document: unknown): DescribedAnswers {
  const { paths, components } = openApiSchema.parse(document);
  const definitions = JSON.stringify(components.schemas).replaceAll('#/components/schemas/', '#/$defs/');
  const parsed = new Map<string, z.ZodType>();

  const schemaOf = (schema: object): z.ZodType => {
    const text = JSON.stringify(schema).replaceAll('#/components/schemas/', '#/$defs/');
    const known = parsed.get(text);
    if (known !== undefined) return known;
    const made = z.fromJSONSchema({ ...(JSON.parse(text) as object), $defs: JSON.parse(definitions) as never }); // JSON Schemas
    parsed.set(text, made);
    return made;
  };

  return {
    problems(method, path, { status, type, text }) {
      const responses = Object.entries(paths[path] ?? {}).find(([name]) => name === method.toLowerCase())?.[1]
        ?.responses;
      const response = responses?.[String(status)];
      if (response === undefined) return [`${method} ${path} does not describe ${status}: ${text}`];
      const described =
        '$ref' in response ? components.responses[response.$ref.slice('#/components/responses/'.length)] : response;
      const [mime = ''] = type.split(';');
      const media = described?.content[mime];
      if (media === undefined) return [`${method} ${path} does not describe ${mime} for ${status}`];
      const value: unknown = mime === 'application/json' ? JSON.parse(text) : text;
      return schemaOf(media.schema).safeParse(value).error?.issues ?? [];
    },
  };
}
