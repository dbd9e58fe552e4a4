/** A piece of a report and its place, in UTF-16 code units: at the end of what came before, or written over from there. */
export interface ReportPiece {
  readonly text: string;
  readonly offset: number;
}

export interface NewText {
  readonly text: string;
  /** Whether it takes the place of all that was shown, because what was written over has become something else. */
  readonly isAnew: boolean;
}

/**
 * For readers who cannot take back what they have shown: what to show behind it for the next piece of a report. A report whose
 * step was begun again comes in other pieces, which may say the same: nothing is shown twice then, and nothing is missing.
 */
export class ShownReport {
  #report = '';
  #shown = '';

  /** All that was shown, but for what something else took the place of. */
  get text(): string {
    return this.#shown;
  }

  /** Nothing for a piece that was shown, and for one behind a gap: what it is missing says only who has the whole report. */
  add({ text, offset }: ReportPiece): NewText | undefined {
    if (offset > this.#report.length) return undefined;
    const [before, shown] = [this.#report, this.#shown];
    this.#report = (offset === before.length ? before : before.slice(0, offset)) + text;
    if (before === shown && offset === before.length) return this.#show(text, false);
    if (shown.startsWith(this.#report)) return undefined;
    if (this.#report.startsWith(shown)) return this.#show(this.#report.slice(shown.length), false);
    return this.#show(this.#report, true);
  }

  #show(text: string, isAnew: boolean): NewText | undefined {
    this.#shown = this.#report;
    return text === '' ? undefined : { text, isAnew };
  }
}
