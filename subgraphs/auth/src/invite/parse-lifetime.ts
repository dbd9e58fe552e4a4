const seconds: Readonly<Record<string, number>> = { m: 60, h: 3_600, d: 86_400, w: 604_800 };
const year = 366 * 86_400;

/** `30m`, `12h`, `7d`, `4w` in seconds; nothing for what is no time, or one of less than a minute or more than a year. */
export function parseLifetime(text: string): number | undefined {
  const [, count = '', unit = ''] = /^(\d{1,6})([mhdw])$/.exec(text.trim()) ?? [];
  const lifetime = Number(count) * (seconds[unit] ?? 0);
  return lifetime >= 60 && lifetime <= year ? lifetime : undefined;
}
