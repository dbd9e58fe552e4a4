import type { SandboxDescription } from '../../sandbox/sandbox.ts';

const languageNames: Record<SandboxDescription['language'], readonly string[]> = {
  javascript: ['', 'javascript', 'js', 'mjs', 'node', 'typescript', 'ts', 'jsx'],
  python: ['', 'python', 'py', 'python3'],
};

const openingFence = /^[ \t]*(`{3,}|~{3,})[ \t]*([\w+-]*)[^`]*$/;

/**
 * Takes code out of a model's answer while the answer streams: the first fenced block in the sandbox's language. Prose
 * and blocks in other languages are left out; where there is nothing else, the first of those is taken, and an answer
 * without any fence is code as a whole.
 */
export class CodeBlockReader {
  code = '';
  #line = '';
  #whole = '';
  #state: 'outside' | 'inside' | 'foreign' | 'done' = 'outside';
  #fence = '';
  #emitted = 0;
  #foreign = '';
  #hasForeign = false;
  #sawFence = false;
  readonly #names: readonly string[];
  readonly #onCode: (code: string) => void;

  constructor(language: SandboxDescription['language'], onCode: (code: string) => void) {
    this.#names = languageNames[language];
    this.#onCode = onCode;
  }

  write(text: string): void {
    this.#whole += text;
    const lines = (this.#line + text).split('\n');
    this.#line = lines.pop() ?? '';
    for (const line of lines) this.#takeLine(line.replace(/\r$/, ''));
    if (this.#state === 'inside' && !/^[ \t]*([`~]|$)/.test(this.#line)) this.#emit(this.#line.replace(/\r$/, ''));
  }

  /** Call once at the end of the answer; gives the code without blank lines around it. */
  finish(): string {
    if (this.#line !== '') this.#takeLine(this.#line.replace(/\r$/, ''));
    this.#line = '';
    if (!this.#sawFence) {
      this.code = this.#foreign.trim() === '' ? this.#whole : this.#foreign;
      this.#onCode(this.code);
    }
    return this.code.replace(/^(?:[ \t]*\n)+/, '').trimEnd();
  }

  /** Whether the block was left open: the code then ends where the answer did. */
  get isOpen(): boolean {
    return this.#state === 'inside';
  }

  #takeLine(line: string): void {
    if (this.#state === 'outside') this.#open(line);
    else if (this.#state !== 'done') this.#continue(line);
    this.#emitted = 0;
  }

  #open(line: string): void {
    const match = openingFence.exec(line);
    if (!match) return;
    this.#fence = match[1] ?? '';
    const isOurs = this.#names.includes((match[2] ?? '').toLowerCase());
    this.#state = isOurs ? 'inside' : 'foreign';
    this.#sawFence ||= isOurs;
  }

  #continue(line: string): void {
    const trimmed = line.trim();
    const closes = trimmed.length >= this.#fence.length && trimmed === this.#fence.charAt(0).repeat(trimmed.length);
    if (!closes) {
      if (this.#state === 'inside') this.#emit(`${line}\n`);
      else if (!this.#hasForeign) this.#foreign += `${line}\n`;
      return;
    }
    this.#hasForeign ||= this.#state === 'foreign';
    this.#state = this.#state === 'inside' && this.code.trim() !== '' ? 'done' : 'outside';
  }

  /** Gives out what of this line was not given out before. */
  #emit(line: string): void {
    const rest = line.slice(this.#emitted);
    this.#emitted = line.length;
    if (rest === '') return;
    this.code += rest;
    this.#onCode(rest);
  }
}
