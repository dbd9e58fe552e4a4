import { describe, expect, it } from '@jest/globals';
import { isDarkColour, onDark } from './on-dark.ts';

const surface = { ground: '#171a21', ink: '#eceef3', cellInk: '#15171c' };

describe('a chart on a dark page', () => {
  it('has ink for black, and lighter colours for dark ones', () => {
    const spec = {
      mark: { type: 'text', color: 'Black' },
      encoding: { color: { field: 'kind', scale: { range: ['#000000', 'navy', 'red', 'white'] } } },
    };
    const drawn = onDark(spec, surface) as typeof spec;
    const [black, navy, ...others] = drawn.encoding.color.scale.range;
    expect([drawn.mark.color, black]).toEqual(['#eceef3', '#eceef3']);
    expect(navy).toMatch(/^rgb\(\d{2,3}, \d{2,3}, 2\d\d\)$/);
    expect(others).toEqual(['red', 'white']);
  });

  it('keeps names and data that are called as colours are', () => {
    const spec = {
      data: { values: [{ color: 'black' }] },
      encoding: { x: { field: 'black' }, color: { field: 'navy' } },
    };
    expect(onDark(spec, surface)).toEqual(spec);
  });

  it('reads a colour that a condition gives', () => {
    const channel = (colour: string) => ({
      color: { condition: { test: 'datum.a > 1', value: 'white' }, value: colour },
    });
    const drawn = onDark({ mark: 'bar', encoding: channel('black') }, surface);
    expect(drawn).toMatchObject({
      encoding: { color: { condition: { test: 'datum.a > 1', value: 'white' }, value: '#eceef3' } },
    });
  });

  it('has the words on the cells of a heat map as they were, dark where nothing is said', () => {
    const words = { mark: { type: 'text' }, encoding: { color: { value: 'black' } } };
    const spec = { layer: [{ mark: { type: 'rect', stroke: 'black' } }, words, { mark: 'text' }] };
    expect(onDark(spec, surface)).toEqual({
      layer: [
        { mark: { type: 'rect', stroke: '#eceef3' } },
        { ...words, mark: { type: 'text', color: '#15171c' } },
        { mark: { type: 'text', color: '#15171c' } },
      ],
    });
  });
});

it('a ground of its own is dark or light', () => {
  expect(['#111', 'navy', 'white', '#fffbe6', 'no colour'].map(isDarkColour)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});
