import { describe, expect, it } from '@jest/globals';
import { fitChart } from './fit-chart.ts';

const rows = (...names: readonly string[]) => ({ values: names.map((name, value) => ({ name, value })) });
const bars = (...names: readonly string[]) => ({
  data: rows(...names),
  mark: 'bar',
  encoding: { x: { field: 'name', type: 'nominal' }, y: { field: 'value', type: 'quantitative' } },
});

describe('fitChart', () => {
  it('gives a chart the width of the page, without the title that the page shows itself', () => {
    const { spec, isFitted } = fitChart({ ...bars('a', 'b'), title: 'Bars', height: 320 }, 640);
    expect(isFitted).toBe(true);
    expect(spec).toMatchObject({ width: 640, height: 320, autosize: { type: 'fit-x' } });
    expect(spec).not.toHaveProperty('title');
  });

  it('sets names upright where they have room beside each other, and aslant where not', () => {
    const upright = { config: { axisXDiscrete: { labelAngle: 0 } } };
    const aslant = { config: { axisXDiscrete: { labelAngle: -40 } } };
    const long = bars('the first of the names', 'the second of the names', 'the third of the names');
    expect(fitChart(bars('a', 'b', 'c'), 320).spec).toMatchObject(upright);
    expect(fitChart(long, 320).spec).toMatchObject(aslant);
    expect(fitChart(long, 900).spec).toMatchObject(upright);
  });

  it('leaves what a specification configures itself', () => {
    const config = { axisXDiscrete: { labelAngle: 90 } };
    expect(fitChart({ ...bars('a'), config }, 640).spec).toMatchObject({ config });
  });

  it.each([
    ['wide', 720, 3],
    ['narrow', 340, 1],
  ])('has facets wrap where a %s page ends, and share its width', (_, width, columns) => {
    const facet = { field: 'name', type: 'nominal' };
    const { spec, isFitted } = fitChart({ ...bars('a', 'b', 'c'), encoding: { ...bars().encoding, facet } }, width);
    expect(isFitted).toBe(false);
    expect(spec).toMatchObject({ encoding: { facet: { columns } } });
    const own = { data: rows('a', 'b', 'c'), facet, spec: { mark: 'bar', encoding: {}, width: 150 } };
    expect(fitChart(own, width).spec).toMatchObject({ columns, spec: { width: 150 } });
  });

  it('leaves concatenations, and charts that have a size for each of their steps, as they are', () => {
    const concatenated = { hconcat: [bars('a'), bars('b')] };
    expect(fitChart(concatenated, 640)).toEqual({ spec: concatenated, isFitted: false });
    const stepped = { ...bars('a'), width: { step: 20 } };
    expect(fitChart(stepped, 640)).toEqual({ spec: stepped, isFitted: false });
  });
});
