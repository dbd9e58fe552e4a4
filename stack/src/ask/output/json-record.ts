import type { RunRecord } from '../run-record.ts';
import type { SavedAnswer } from './answer-files.ts';

/** A question's final record, in one line: what scripts read. Charts are named by their files, with their specification. */
export function jsonRecord(record: RunRecord, saved: SavedAnswer | undefined): string {
  const { question, mode, answer, numbers, code, steps, usage, timings, error, analyst } = record;
  const artifacts = record.artifacts.map(({ png: _png, svg: _svg, kind, ...artifact }, index) => ({
    ...artifact,
    kind: kind.toLowerCase(),
    files: saved?.artifacts[index] ?? {},
  }));
  return JSON.stringify({ question, mode, answer, numbers, artifacts, code, steps, usage, timings, error, analyst });
}
