import { expect, test } from '@jest/globals';
import { liveSpec } from './live-spec.ts';

const data = { values: [{ a: 1, mark: 'image', url: 'https://elsewhere.example/?a=1' }] };

test('a specification asks nothing of what embeds it', () => {
  const usermeta = { embedOptions: { config: 'https://elsewhere.example', sourceHeader: '<script>1</script>' } };
  expect(liveSpec({ data, mark: 'bar', usermeta })).toEqual({ data, mark: 'bar' });
});

test.each([
  { data, mark: 'image' },
  { data, mark: { type: 'image', url: 'https://elsewhere.example' } },
  { data, layer: [{ mark: 'bar' }, { mark: { type: 'image' } }] },
  { data, vconcat: [{ facet: {}, spec: { hconcat: [{ mark: 'image' }] } }] },
])('a specification that draws pictures is not live: %j', (spec) => {
  expect(liveSpec(spec)).toBeUndefined();
});
