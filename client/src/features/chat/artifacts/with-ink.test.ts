import { expect, it } from '@jest/globals';
import { withInk } from './with-ink.ts';

it('black becomes the ink of the page, but not in data', () => {
  const data = { values: [{ colour: 'black' }] };
  const spec = {
    data,
    mark: { type: 'text', color: 'Black' },
    encoding: { color: { scale: { range: ['#000000', 'red'] } } },
  };
  expect(withInk(spec, '#eee')).toEqual({
    data,
    mark: { type: 'text', color: '#eee' },
    encoding: { color: { scale: { range: ['#eee', 'red'] } } },
  });
});
