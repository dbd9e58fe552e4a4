import { describe, expect, it } from '@jest/globals';
import { Readable } from 'node:stream';
import { questionsOf } from './question-source.ts';

const { signal } = new AbortController();
const lines = (...chunks: string[]) => Readable.from(chunks);

describe('the source of questions', () => {
  it('gives the given ones alone when no lines are wanted', async () => {
    const source = questionsOf({ given: ['a', 'b'], input: undefined, signal, onPrompt: () => undefined });
    expect(await Array.fromAsync(source)).toEqual(['a', 'b']);
  });

  it('goes on with the lines of the input, blank ones aside, however long each answer takes', async () => {
    let prompts = 0;
    const input = lines('fir', 'st\n\n  second \r\n', 'third');
    const asked = [];
    for await (const question of questionsOf({ given: ['given'], input, signal, onPrompt: () => (prompts += 1) })) {
      asked.push(question);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(asked).toEqual(['given', 'first', 'second', 'third']);
    expect(prompts).toBe(5);
  });

  it.each(['exit', 'quit'])('ends at %s', async (word) => {
    const source = questionsOf({ given: [], input: lines(`a\n${word}\nb\n`), signal, onPrompt: () => undefined });
    expect(await Array.fromAsync(source)).toEqual(['a']);
  });

  it('ends when it is interrupted while it waits for a line', async () => {
    const interruption = new AbortController();
    const input = new Readable({ read: () => undefined });
    const onPrompt = () => setImmediate(() => interruption.abort());
    const source = questionsOf({ given: [], input, signal: interruption.signal, onPrompt });
    expect(await Array.fromAsync(source)).toEqual([]);
  });
});
