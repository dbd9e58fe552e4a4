/* global chart, result, sql -- what the sandbox has */
const groups = (by) =>
  sql(
    `SELECT ${by} AS name, species, avg(body_mass_g) AS mean FROM data WHERE body_mass_g IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2`,
  );
const mean = { field: 'mean', type: 'quantitative', title: 'Mean body mass (g)' };
const long = ['Adelie penguin', 'Chinstrap penguin', 'Gentoo penguin', 'A bird whose name goes on and on and on'].map(
  (name, index) => ({ name, mean: 3000 + index * 500 }),
);
const days = Array.from({ length: 12 }, (_, series) =>
  Array.from({ length: 30 }, (_, day) => ({
    day: `2024-03-${String(day + 1).padStart(2, '0')}`,
    station: `Station ${series + 1}`,
    rain: Math.sin(day / 4 + series) * 5 + series * 3 + 10,
  })),
);

chart({
  title: 'Horizontal bars',
  data: { values: long },
  mark: 'bar',
  encoding: { y: { field: 'name', type: 'nominal', title: null, sort: '-x' }, x: mean },
});
chart({
  title: 'Upright bars with long names',
  data: { values: long.concat(long.map(({ name, mean }) => ({ name: `${name}, young`, mean: mean / 2 }))) },
  mark: 'bar',
  encoding: { x: { field: 'name', type: 'nominal', title: null }, y: mean },
});
chart({
  title: 'Facets',
  data: { values: groups('island') },
  mark: 'bar',
  encoding: {
    facet: { field: 'name', type: 'nominal', title: 'Island' },
    x: { field: 'species', type: 'nominal', title: null },
    y: mean,
  },
});
chart({
  title: 'Many series',
  data: { values: days.flat() },
  mark: 'line',
  encoding: {
    x: { field: 'day', type: 'temporal', title: 'Day' },
    y: { field: 'rain', type: 'quantitative', title: 'Rain (mm)' },
    color: { field: 'station', type: 'nominal', title: 'Station' },
  },
});
chart({
  title: 'Layers',
  data: { values: long },
  layer: [
    { mark: 'bar' },
    {
      mark: { type: 'text', align: 'left', dx: 4, color: 'black' },
      encoding: { text: { field: 'mean', type: 'quantitative' } },
    },
  ],
  encoding: { y: { field: 'name', type: 'nominal', title: null }, x: mean },
});
chart({
  title: 'Points in groups',
  data: {
    values: sql(
      'SELECT flipper_length_mm AS flipper, body_mass_g AS mass, species FROM data WHERE body_mass_g IS NOT NULL',
    ),
  },
  mark: { type: 'point', filled: true },
  encoding: {
    x: { field: 'flipper', type: 'quantitative', title: 'Flipper (mm)', scale: { zero: false } },
    y: { field: 'mass', type: 'quantitative', title: 'Body mass (g)', scale: { zero: false } },
    color: { field: 'species', type: 'nominal', title: 'Species' },
  },
});
result({ drawn: 6 });
