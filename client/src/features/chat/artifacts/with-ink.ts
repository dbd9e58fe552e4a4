/** Colours that are the ink of a white page. */
const inks = new Set(['black', '#000', '#000000', '#111', '#111111', '#222', '#222222', '#333', '#333333']);
const dataKeys = new Set(['data', 'datasets', 'values']);

/** A specification whose black is another ink, so that it is seen on a dark page; data stays as it is. */
export function withInk(spec: unknown, ink: string): unknown {
  if (typeof spec === 'string') return inks.has(spec.toLowerCase()) ? ink : spec;
  if (Array.isArray(spec)) return spec.map((part: unknown) => withInk(part, ink));
  if (typeof spec !== 'object' || spec === null) return spec;
  return Object.fromEntries(
    Object.entries(spec).map(([key, part]: [string, unknown]) => [key, dataKeys.has(key) ? part : withInk(part, ink)]),
  );
}
