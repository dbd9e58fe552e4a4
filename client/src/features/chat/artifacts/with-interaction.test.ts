import { describe, expect, test } from '@jest/globals';
import { compile, type TopLevelSpec } from 'vega-lite';
import { withInteraction } from './with-interaction.ts';

const data = { values: [{ a: 1, b: 2, c: 'x' }] };
const points = {
  data,
  mark: 'point',
  encoding: {
    x: { field: 'a', type: 'quantitative' },
    y: { field: 'b', type: 'quantitative' },
    color: { field: 'c', type: 'nominal' },
  },
};

describe('withInteraction', () => {
  test('points get a tooltip, zoom and a legend that selects, and still compile', () => {
    const spec = withInteraction(points);
    expect(spec).toMatchObject({
      mark: { type: 'point', tooltip: true },
      params: [{ name: 'zoom' }, { name: 'series', bind: 'legend' }],
    });
    expect(compile(spec as TopLevelSpec).spec.signals?.map(({ name }) => name)).toContain('zoom');
  });

  test('bars over names are not zoomed', () => {
    const spec = withInteraction({
      ...points,
      mark: 'bar',
      encoding: { x: { field: 'c', type: 'nominal' }, y: points.encoding.y },
    });
    expect(spec).toMatchObject({ mark: { tooltip: true }, params: [] });
  });

  test('parameters of its own are kept, and a tooltip turned off stays off', () => {
    const params = [{ name: 'mine', value: 1 }];
    expect(withInteraction({ ...points, params })).toMatchObject({ params });
    expect(withInteraction({ ...points, mark: { type: 'point', tooltip: null } })).toMatchObject({
      mark: { tooltip: null },
    });
  });

  test.each([[{}], [{ layer: [] }], [{ mark: 'bar' }], [{ mark: 3, encoding: {} }], [{ encoding: [] }]])(
    'what is no single view stays as it is: %j',
    (spec) => {
      expect(withInteraction(spec)).toBe(spec);
    },
  );
});
