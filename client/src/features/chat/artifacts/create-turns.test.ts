import { expect, it } from '@jest/globals';
import { createTurns } from './create-turns.ts';

it('turns come in order, and other tasks run between them', async () => {
  const takeTurn = createTurns();
  const order: string[] = [];
  const first = takeTurn().then(() => {
    order.push('first');
    setTimeout(() => order.push('another task'));
  });
  const second = takeTurn().then(() => order.push('second'));
  await Promise.all([first, second]);
  expect(order).toEqual(['first', 'another task', 'second']);
});
