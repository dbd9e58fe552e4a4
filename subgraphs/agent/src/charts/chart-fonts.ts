import { readdir } from 'node:fs/promises';
import { findPackageJSON } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Fonts } from './child/draw-png.ts';

/** Families that charts name, best first; then families with Chinese, Japanese and Korean glyphs, added to either. */
const families = [
  { family: 'DejaVu Sans', file: /^DejaVuSans(-Bold)?\.ttf$/ },
  { family: 'Liberation Sans', file: /^LiberationSans-(Regular|Bold)\.ttf$/ },
  { family: 'Noto Sans', file: /^NotoSans-(Regular|Bold)\.ttf$/ },
  { family: 'Arial', file: /^(Arial|arial|arialbd|Arial Bold)\.ttf$/ },
  { family: 'Helvetica', file: /^Helvetica\.ttc$/ },
] as const;
const cjkFile = /^(NotoSansCJK-Regular|wqy-microhei|PingFang|msyh|msgothic|malgun|ipag|NotoSansSC|NotoSansJP)/;
const fontFile = /\.(ttf|ttc|otf)$/;
/** Carries DejaVu Sans inside an npm package, for machines without any font. */
const fontPackage = 'dejavu-fonts-ttf';

/** The fonts that pictures are drawn with. Empty files when the machine has none: text is then missing from PNGs. */
export async function findChartFonts(): Promise<Fonts> {
  const files = (await Promise.all(fontDirectories().map(fontsIn))).flat();
  const cjk = files.filter((path) => cjkFile.test(nameOf(path))).slice(0, 1);
  for (const { family, file } of families) {
    const found = files.filter((path) => file.test(nameOf(path)));
    if (found.length > 0) return { files: [...found, ...cjk], defaultFamily: family };
  }
  return { files: [...files.slice(0, 2), ...cjk], defaultFamily: 'sans-serif' };
}

function fontDirectories(): string[] {
  const home = homedir();
  return [
    ...bundledFonts(),
    ...['/usr/share/fonts', '/usr/local/share/fonts', join(home, '.fonts'), join(home, '.local/share/fonts')],
    ...['/System/Library/Fonts', '/Library/Fonts', 'C:\\Windows\\Fonts'],
  ];
}

function bundledFonts(): string[] {
  try {
    const manifest = findPackageJSON(fontPackage, import.meta.url);
    return manifest ? [join(dirname(manifest), 'ttf')] : [];
  } catch {
    // Not installed: the machine's own fonts have to do.
    return [];
  }
}

async function fontsIn(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true }).catch(() => []);
  return entries.filter((entry) => fontFile.test(entry)).map((entry) => join(directory, entry));
}

function nameOf(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}
