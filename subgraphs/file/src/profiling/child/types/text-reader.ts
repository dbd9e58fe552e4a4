import type { ValueReader } from './value-reader.ts';

/** What everything can be read as. */
export const textReader: ValueReader = { name: 'text', type: 'TEXT', accepts: () => true, value: (text) => text };
