import { describe, expect, it } from '@jest/globals';
import { PassThrough } from 'node:stream';
import { emptyRecord } from '../run-record.ts';
import { createAnswerPrinter } from './answer-printer.ts';

const number = (text: string, verified: boolean) => ({ text, value: 1, start: 0, end: 1, verified, source: null });

describe('the printed answer', () => {
  const start = () => {
    const stream = new PassThrough({ encoding: 'utf8' });
    return { printer: createAnswerPrinter(stream), read: () => String(stream.read() ?? '') };
  };

  it('appears as it streams and ends its line', () => {
    const { printer, read } = start();
    printer.write({ text: 'It is ', offset: 0 });
    expect(read()).toBe('It is ');
    printer.write({ text: '**3**', offset: 6 });
    printer.finish({ ...emptyRecord('q'), answer: 'It is **3**' });
    expect(read()).toBe('**3**\n');
  });

  it('gives way to another line once', () => {
    const { printer, read } = start();
    printer.endLine();
    printer.write({ text: 'one', offset: 0 });
    printer.endLine();
    printer.endLine();
    printer.finish({ ...emptyRecord('q'), answer: 'one' });
    expect(read()).toBe('one\n');
  });

  it('is completed by what the stream did not bring', () => {
    const { printer, read } = start();
    printer.write({ text: 'It is', offset: 0 });
    printer.finish({ ...emptyRecord('q'), answer: 'It is **3**.\n' });
    expect(read()).toBe('It is **3**.\n');
  });

  it('is printed anew when it was settled otherwise', () => {
    const { printer, read } = start();
    printer.write({ text: 'It is 4', offset: 0 });
    printer.finish({ ...emptyRecord('q'), answer: 'It is 3' });
    expect(read()).toBe('It is 4\n\nThe answer as it was settled:\n\nIt is 3\n');
  });

  it('is printed once when it is written again from its beginning', () => {
    const { printer, read } = start();
    printer.write({ text: 'It is **3', offset: 0 });
    printer.write({ text: 'It ', offset: 0 });
    printer.write({ text: 'is **3** rows', offset: 3 });
    printer.finish({ ...emptyRecord('q'), answer: 'It is **3** rows.' });
    expect(read()).toBe('It is **3** rows.\n');
  });

  it('is printed anew as soon as it becomes another', () => {
    const { printer, read } = start();
    printer.write({ text: 'It is', offset: 0 });
    printer.write({ text: 'There are', offset: 0 });
    printer.write({ text: ' 3', offset: 9 });
    printer.finish({ ...emptyRecord('q'), answer: 'There are 3.' });
    expect(read()).toBe('It is\n\nThe answer is written anew:\n\nThere are 3.\n');
  });

  it('names each number that no result holds, once', () => {
    const { printer, read } = start();
    const numbers = [number('3', true), number('4 %', false), number('5', false), number('4 %', false)];
    printer.finish({ ...emptyRecord('q'), answer: '3, 4 %, 5, 4 %', numbers });
    expect(read()).toBe('3, 4 %, 5, 4 %\n\nUnverified, no executed result holds them: 4 %, 5\n');
  });

  it('starts afresh with each question', () => {
    const { printer, read } = start();
    printer.finish({ ...emptyRecord('q'), answer: 'one' });
    printer.finish({ ...emptyRecord('q'), answer: 'two' });
    expect(read()).toBe('one\ntwo\n');
  });
});
