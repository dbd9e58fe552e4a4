import { isJson, type Json } from './json.ts';

/** About what a character of an axis' title takes. */
const characterPx = 7;
const usualHeightPx = 280;

/** A specification whose axes have titles in as many lines as it takes for them to fit: what an axis shows is said in full. */
export function withWrappedTitles(spec: Json, width: number, height = spec['height']): Json {
  const { encoding, layer } = spec;
  const room = { x: width, y: typeof height === 'number' ? height : usualHeightPx };
  return {
    ...spec,
    ...(isJson(encoding) && { encoding: wrapped(encoding, room) }),
    ...(Array.isArray(layer) && {
      layer: layer.map((each: unknown) => (isJson(each) ? withWrappedTitles(each, width, height) : each)),
    }),
  };
}

function wrapped(encoding: Json, room: Readonly<Record<'x' | 'y', number>>): Json {
  return { ...encoding, ...wrappedChannel(encoding, 'x', room.x), ...wrappedChannel(encoding, 'y', room.y) };
}

function wrappedChannel(encoding: Json, name: 'x' | 'y', room: number): Json {
  const channel = encoding[name];
  const title = isJson(channel) ? channel['title'] : undefined;
  const most = Math.max(12, Math.floor(room / characterPx));
  if (!isJson(channel) || typeof title !== 'string' || title.length <= most) return {};
  return { [name]: { ...channel, title: linesOf(title, most) } };
}

function linesOf(title: string, most: number): readonly string[] {
  const lines: string[] = [];
  for (const word of title.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > most) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
