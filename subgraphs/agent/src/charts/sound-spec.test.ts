import { describe, expect, it } from '@jest/globals';
import { soundSpec } from './sound-spec.ts';

const bins = { x: { field: 'from', bin: 'binned' }, x2: { field: 'to' } };

describe('a specification that Vega-Lite draws as it is meant', () => {
  it.each([
    ['of its own', { mark: { type: 'bar', cornerRadiusEnd: 4 }, encoding: bins }],
    ['of the view around it', { encoding: bins, layer: [{ mark: { type: 'bar', cornerRadiusEnd: 4 }, encoding: {} }] }],
    ['in a chart of a facet', { facet: { field: 'kind' }, spec: { mark: 'bar', encoding: bins } }],
    ['beside another', { hconcat: [{ mark: 'bar', encoding: { y: { field: 'a' }, y2: { field: 'b' } } }] }],
  ])('has square bars between two values: %s', (_, spec) => {
    const text = JSON.stringify(soundSpec(spec));
    for (const name of ['cornerRadius', 'cornerRadiusEnd', 'cornerRadiusTopLeft'])
      expect(text).toContain(`"${name}":0`);
  });

  it('has points in the colour of their line', () => {
    const encoding = { x: { field: 'day' }, y: { field: 'rain' } };
    const line = { type: 'line', color: 'teal', point: true };
    expect(soundSpec({ mark: line, encoding })).toMatchObject({ mark: { point: { color: 'teal' } } });
    const ownPoints = { ...line, point: { color: 'red', size: 9 } };
    expect(soundSpec({ mark: ownPoints, encoding })).toMatchObject({ mark: ownPoints });
  });

  it('stays as it is where nothing is wrong', () => {
    const spec = {
      data: { values: [{ mark: { type: 'bar' }, encoding: bins }] },
      layer: [
        { mark: { type: 'bar', cornerRadius: 3 }, encoding: { x: { field: 'name' }, y: { field: 'count' } } },
        { mark: { type: 'line', point: true }, encoding: { color: { field: 'kind' } } },
        { mark: 'rule', encoding: bins },
      ],
    };
    expect(soundSpec(spec)).toEqual(spec);
  });
});
