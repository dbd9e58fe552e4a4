export type Spec = Readonly<Record<string, unknown>>;

/**
 * Charts that try to reach beyond their drawing. @param at an address of the attacker's, by a name that tells which of them was
 * followed; it answers with whatever is asked for.
 */
export function hostileSpecs(at: (name: string) => string): Readonly<Record<string, Spec>> {
  const svg = (name: string) => `${at(name)}.svg#a`;
  const values = [
    { a: 'x', b: 3, n: 1 },
    { a: 'y', b: 5, n: 2 },
  ];
  const encoding = { x: { field: 'a', type: 'nominal' }, y: { field: 'b', type: 'quantitative' } };
  const base = { width: 200, height: 100, data: { values }, mark: { type: 'bar', tooltip: true }, encoding };
  const rows = (row: (name: string) => object, name: string) => ({
    values: values.map((value) => ({ ...value, ...row(name) })),
  });
  const run = (name: string) => `document.documentElement.dataset.ran='${name}'`;
  return {
    'mark href': { ...base, mark: { type: 'bar', href: at('mark-href') } },
    'mark href that runs': { ...base, mark: { type: 'bar', href: `javascript:${run('run-1')}` } },
    'encoding href': {
      ...base,
      data: rows((name) => ({ link: at(name) }), 'encoding-href'),
      encoding: { ...encoding, href: { field: 'link' } },
    },
    'encoding href, computed': {
      ...base,
      transform: [{ calculate: `'${at('calculated-href')}'`, as: 'link' }],
      encoding: { ...encoding, href: { field: 'link' } },
    },
    'configured href': {
      ...base,
      config: {
        mark: { href: at('config-href') },
        bar: { href: at('config-bar-href') },
        style: { bar: { href: at('style-href') } },
      },
    },
    'href of an axis': {
      ...base,
      encoding: {
        ...encoding,
        x: {
          ...encoding.x,
          axis: {
            encoding: {
              labels: {
                interactive: true,
                update: { href: { value: at('axis-href') }, cursor: { value: `url(${at('axis-cursor')}),auto` } },
              },
            },
          },
        },
      },
    },
    'href of a title': {
      ...base,
      title: {
        text: 'A title',
        encoding: { title: { interactive: true, update: { href: { value: at('title-href') } } } },
      },
    },
    'image of a mark': { ...base, mark: { type: 'image', url: at('mark-image'), width: 20, height: 20 } },
    'images of rows': {
      ...base,
      mark: { type: 'image', width: 20, height: 20 },
      data: rows((name) => ({ picture: at(name) }), 'row-image'),
      encoding: { ...encoding, url: { field: 'picture' } },
    },
    'image, computed': { ...base, mark: { type: 'image', url: { expr: `'${at('image-expr')}'` }, width: 20 } },
    'image of a configuration': {
      ...base,
      mark: { type: 'image', width: 20 },
      config: { image: { url: at('config-image') } },
    },
    'image with a script': {
      ...base,
      mark: {
        type: 'image',
        width: 20,
        url: `data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" onload="${run('run-2')}"><image href="${at('nested-image')}"/></svg>`,
      },
    },
    'colour of a mark': { ...base, mark: { type: 'bar', color: `url(${svg('mark-color')})` } },
    'fill and stroke': {
      ...base,
      mark: { type: 'bar', fill: `URL( "${svg('mark-fill')}" )`, stroke: `url('${svg('mark-stroke')}')` },
    },
    'colour with escapes': {
      ...base,
      mark: { type: 'bar', fill: `\\75rl(${svg('escaped-fill')})`, stroke: `u\\72 l(${svg('escaped-stroke')})` },
    },
    'colours of rows': {
      ...base,
      data: rows((name) => ({ c: `url(${svg(name)})` }), 'row-color'),
      encoding: {
        ...encoding,
        color: { field: 'c', type: 'nominal', scale: null },
        stroke: { field: 'c', type: 'nominal', scale: null },
      },
    },
    'colours, computed': {
      ...base,
      transform: [{ calculate: `'ur' + 'l(${svg('calculated-color')})'`, as: 'c' }],
      encoding: { ...encoding, fill: { field: 'c', type: 'nominal', scale: null } },
    },
    'colours by expression': {
      ...base,
      mark: { type: 'bar', stroke: { expr: `'ur' + 'l(${svg('stroke-expr')})'` } },
      encoding: { ...encoding, color: { value: { expr: `'ur' + 'l(${svg('value-expr')})'` } } },
    },
    'range of colours': {
      ...base,
      encoding: {
        ...encoding,
        color: { field: 'a', type: 'nominal', scale: { range: [`url(${svg('range-0')})`, `url(${svg('range-1')})`] } },
      },
    },
    'range of rows': {
      ...base,
      data: rows((name) => ({ c: `url(${svg(name)})` }), 'range-field'),
      encoding: { ...encoding, color: { field: 'a', type: 'nominal', scale: { range: { field: 'c' } } } },
    },
    'colours of a configuration': {
      ...base,
      background: `url(${svg('background')})`,
      config: {
        view: { fill: `url(${svg('view-fill')})`, stroke: `url(${svg('view-stroke')})` },
        axis: { domainColor: `url(${svg('axis-color')})`, gridColor: { expr: `'ur' + 'l(${svg('grid-color')})'` } },
        title: { color: `url(${svg('title-color')})` },
      },
      title: 'A title',
    },
    'condition of a colour': {
      ...base,
      encoding: {
        ...encoding,
        color: { condition: { test: 'datum.b > 4', value: `url(${svg('condition')})` }, value: 'red' },
      },
    },
    blending: { ...base, mark: { type: 'bar', blend: `url(${at('blend')})` } },
    'cursor of a mark': { ...base, mark: { type: 'bar', cursor: `url(${at('mark-cursor')}),auto` } },
    'cursor by expression': {
      ...base,
      mark: { type: 'bar', cursor: { expr: `'ur' + 'l(${at('cursor-expr')}),auto'` } },
    },
    'cursor of a view': {
      ...base,
      view: { cursor: `url(${at('view-cursor')}),auto` },
      config: {
        view: { cursor: `url(${at('config-view-cursor')}),auto` },
        bar: { cursor: `url(${at('config-bar-cursor')}),auto` },
      },
    },
    'a parameter named cursor': { ...base, params: [{ name: 'cursor', value: `url(${at('param-cursor')}),auto` }] },
    'control that loads': {
      ...base,
      params: [
        {
          name: 'p',
          value: 1,
          bind: { input: 'image', src: at('control-src'), formaction: `javascript:${run('run-3')}` },
        },
      ],
    },
    'control with a style': {
      ...base,
      params: [
        {
          name: 'p',
          value: 1,
          bind: {
            input: 'range',
            min: 0,
            max: 9,
            style: `background:url(${at('control-style')})`,
            class: 'still',
            id: 'charts',
          },
        },
      ],
    },
    'control with a handler': {
      ...base,
      params: [
        {
          name: 'p',
          value: 1,
          bind: { input: 'text', onfocus: run('run-13'), autofocus: true, oninput: run('run-14') },
        },
      ],
    },
    'control that submits': {
      ...base,
      params: [{ name: 'p', value: 1, bind: { input: 'submit', formaction: at('control-submit') } }],
    },
    'control elsewhere on the page': {
      ...base,
      params: [
        { name: 'p', value: 1, bind: { input: 'text', element: 'h1' } },
        { name: 'q', bind: { element: 'body', event: 'click' } },
      ],
    },
    'controls of a selection': {
      ...base,
      params: [
        {
          name: 's',
          select: { type: 'point', fields: ['a'] },
          bind: { a: { input: 'image', src: at('selection-src'), onerror: run('run-15') } },
        },
      ],
    },
    'tooltip with a picture of the rows': {
      ...base,
      mark: { type: 'bar', tooltip: { content: 'data' } },
      data: rows((name) => ({ image: at(name) }), 'tooltip-image'),
    },
    'tooltip with a picture by its title': {
      ...base,
      data: rows((name) => ({ t: at(name) }), 'tooltip-title'),
      encoding: { ...encoding, tooltip: [{ field: 't', title: 'image' }] },
    },
    'tooltip with a picture by its column': {
      ...base,
      transform: [
        { calculate: `'ima' + 'ge'`, as: 'k' },
        { calculate: `'${at('tooltip-pivot')}'`, as: 'v' },
        { pivot: 'k', value: 'v', op: 'max', groupby: ['a', 'b'] },
      ],
      mark: { type: 'bar', tooltip: { content: 'data' } },
    },
    'tooltip with markup': {
      ...base,
      data: rows((name) => ({ t: `<img src="${at(name)}" onerror="${run('run-4')}">` }), 'tooltip-markup'),
      encoding: { ...encoding, tooltip: { field: 't' } },
    },
    'texts with markup': {
      ...base,
      title: `<img src=${at('title-markup')} onerror=${run('run-5')}>`,
      description: `"><img src=${at('description-markup')} onerror=${run('run-6')}>`,
      encoding: {
        ...encoding,
        x: {
          ...encoding.x,
          title: `<script>${run('run-7')}</script>`,
          axis: { labelExpr: `'<img src=${at('label-markup')} onerror=${run('run-8')}>'` },
        },
      },
    },
    'options of the embedding': {
      ...base,
      usermeta: {
        embedOptions: {
          actions: { source: true, editor: true },
          sourceHeader: `<script>${run('run-9')}</script>`,
          editorUrl: at('editor'),
          defaultStyle: `body{background:url(${at('embed-style')})}`,
          patch: at('embed-patch'),
          config: at('embed-config'),
          loader: { baseURL: at('base') },
          tooltip: { baseURL: at('tooltip-base') },
          bind: 'body',
          downloadFileName: '../../x',
        },
      },
    },
    'data of an address': { ...base, data: { url: at('data-url') } },
    'data of a lookup': {
      ...base,
      transform: [{ lookup: 'a', from: { data: { url: at('lookup-url') }, key: 'a', fields: ['z'] } }],
    },
    'data of a map': {
      ...base,
      mark: 'geoshape',
      encoding: {},
      data: { url: at('topojson'), format: { type: 'topojson', feature: 'f' } },
      projection: { type: 'mercator' },
    },
    'data of a layer': { ...base, layer: [{ mark: 'bar', encoding, data: { url: at('layer-url') } }] },
    'keys of the whole page': {
      ...base,
      params: [
        { name: 'k', value: '', select: { type: 'point', on: 'window:keydown', toggle: 'true' } },
        { name: 'l', select: { type: 'point', on: 'h1:click' } },
      ],
    },
    'events of a configuration': {
      ...base,
      config: { events: { bind: 'any', selector: true, defaults: { prevent: true } } },
      params: [{ name: 'p', value: 1, bind: { input: 'text', element: 'main' } }],
    },
    'expressions that climb': {
      ...base,
      transform: [
        { calculate: `datum.constructor.constructor('${run('run-10')}')()`, as: 'x' },
        { calculate: `toString.constructor('${run('run-11')}')()`, as: 'y' },
      ],
    },
    'expression in an event': {
      ...base,
      params: [
        {
          name: 'p',
          value: 1,
          select: { type: 'point', on: `click[event.target.ownerDocument.defaultView.eval('${run('run-12')}')]` },
        },
      ],
    },
    'Vega instead of Vega-Lite': {
      $schema: 'https://vega.github.io/schema/vega/v6.json',
      width: 200,
      height: 100,
      data: [{ name: 't', url: at('vega-data') }],
      marks: [
        {
          type: 'rect',
          encode: {
            enter: {
              x: { value: 0 },
              y: { value: 0 },
              width: { value: 200 },
              height: { value: 100 },
              fill: { value: 'red' },
              href: { value: at('vega-href') },
            },
          },
        },
      ],
    },
    'a schema of another place': { ...base, $schema: `${at('schema')}/vega-lite/v6.json` },
  };
}
