import { expect, it } from '@jest/globals';
import { formatEventId, parseEventId } from './event-id.ts';

const place = { runId: '550e8400-e29b-41d4-a716-446655440000', seq: 12, index: 1 };

it('reads the id that it wrote', () => {
  expect(parseEventId(formatEventId(place))).toEqual(place);
});

it.each(['', 'x', '550e8400-e29b-41d4-a716-446655440000:1', ':1:1', `${formatEventId(place)} `])('refuses %j', (id) => {
  expect(parseEventId(id)).toBeUndefined();
});
