import { visibleName } from '@mas/kit/visible-text';

const maxLength = 80;

/**
 * A file name that every system takes: letters, digits and hyphens, of any script but in no case a path, a device or a name
 * that a shell reads as an option.
 */
export function fileNameOf(title: string, extension: string): string {
  const words = visibleName(title.replace(/\p{Cc}+/gu, ' '))
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\u200C\u200D]+/gu, '-');
  const cut = Array.from(words).slice(0, maxLength).join('');
  const name = visibleName(cut) // a joiner whose neighbour went joins nothing
    .replace(/-+/g, '-')
    .replace(/^-|-$/g, '');
  const isDevice = /^(?:con|prn|aux|nul|com\d|lpt\d|)$/.test(name); // and the empty name
  return `${isDevice ? `answer${name === '' ? '' : `-${name}`}` : name}.${extension}`;
}
