import { describe, expect, test } from '@jest/globals';
import { withPlace } from './sql-refusal.ts';

describe('withPlace', () => {
  test('shows the line with a caret below the place', () => {
    expect(withPlace('No.', 'SELECT 1\n  FROM nope', 16)).toBe('No.\n\nLINE 2:   FROM nope\n               ^');
  });

  test('cuts a long line around the place', () => {
    const shown = withPlace('No.', `SELECT ${'x'.repeat(200)} here ${'y'.repeat(200)}`, 208).split('\n');
    expect(shown[2]).toMatch(/^LINE 1: \.\.\.x+ here y+$/);
    expect(shown[2]?.charAt(shown[3]?.indexOf('^') ?? 0)).toBe('h');
    expect(shown[2]?.length).toBeLessThan(100);
  });

  test.each([undefined, -1, 6])('has nothing to show for the place %p', (place) => {
    expect(withPlace('No.', 'SELECT', place)).toBe('No.');
  });
});
