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

  it('sets names upright where they have room beside each other, else aslant, or on end where they would be cut', () => {
    const at = (labelAngle: number) => ({ config: { axisXDiscrete: { labelAngle, labelOverlap: false } } });
    const long = bars('the first of the names', 'the second of the names', 'the third of the names');
    expect(fitChart(bars('a', 'b', 'c'), 320).spec).toMatchObject(at(0));
    expect(fitChart(bars('Adelie', 'Chinstrap', 'Gentoo'), 260).spec).toMatchObject(at(-40));
    expect(fitChart(long, 320).spec).toMatchObject(at(-90));
    expect(fitChart(long, 900).spec).toMatchObject(at(0));
  });

  it('leaves some names out where all of them would touch', () => {
    const days = Array.from({ length: 90 }, (_, day) => `2024-${day}`);
    expect(fitChart(bars(...days), 640).spec).toMatchObject({ config: { axisXDiscrete: { labelOverlap: 'greedy' } } });
  });

  it('has as many entries of a legend beside each other as a narrow page has room for', () => {
    const coloured = (...names: readonly string[]) => {
      const { encoding, ...spec } = bars(...names);
      return { ...spec, encoding: { ...encoding, color: { field: 'name', type: 'nominal' } } };
    };
    const columnsOf = (columns: number) => ({ config: { legend: { columns } } });
    expect(fitChart(coloured('a', 'b', 'c'), 332).spec).toMatchObject(columnsOf(7));
    expect(fitChart(coloured('a long name of a group'), 332).spec).toMatchObject(columnsOf(1));
    expect(fitChart(coloured('a'), 640).spec).not.toMatchObject({ config: { legend: {} } });
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

  it.each([
    ['wide', 720, 2, 276],
    ['narrow', 340, 1, 256],
  ])('has charts beside each other wrap where a %s page ends, and share its width', (_, width, columns, each) => {
    const unit = { ...bars('a'), width: 220, height: 120 };
    const wanted = { columns, concat: [{ width: each, height: 120 }, { width: each }] };
    expect(fitChart({ concat: [unit, unit], columns: 2 }, width).spec).toMatchObject(wanted);
    expect(fitChart({ hconcat: [unit, unit] }, width).spec).toMatchObject(wanted);
    const repeated = { repeat: ['a', 'b'], spec: unit, columns: 2 };
    expect(fitChart(repeated, width).spec).toMatchObject({ columns, spec: { width: each } });
  });

  it('shares the width of a row as its charts had it', () => {
    const { spec } = fitChart(
      {
        hconcat: [
          { ...bars('a'), width: 300 },
          { ...bars('a'), width: 100 },
        ],
      },
      768,
    );
    expect(spec).toMatchObject({ columns: 2, concat: [{ width: 450 }, { width: 150 }] });
  });

  it('leaves charts that have a size for each of their steps as they are', () => {
    const stepped = { ...bars('a'), width: { step: 20 } };
    expect(fitChart(stepped, 640)).toEqual({ spec: stepped, isFitted: false });
    const concatenated = { hconcat: [stepped, stepped] };
    expect(fitChart(concatenated, 640)).toEqual({ spec: concatenated, isFitted: false });
  });
});
