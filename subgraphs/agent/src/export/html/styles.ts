/**
 * Light and dark as the reader's system has it; on paper always light, with every chart as its picture. By night a chart is turned
 * over as a whole, white to black with every hue kept, so that what was told apart by day still is: its text from its cells too.
 */
export const styles = `
:root, :host { color-scheme: light dark; --ink: #1c2024; --soft: #60646c; --line: #d9dce1; --ground: #fff; --raised: #f6f7f9; --mark: #ffe8a3; }
@media (prefers-color-scheme: dark) {
  :root, :host { --ink: #e6e8eb; --soft: #a0a6ae; --line: #363b42; --ground: #15181b; --raised: #1e2226; --mark: #5c4a10; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.6 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
h1, h2, h4 { line-height: 1.3; overflow-wrap: anywhere; }
h2 { margin-top: 0; font-size: 1.3rem; white-space: pre-wrap; }
article { border-top: 1px solid var(--line); margin-top: 2rem; padding-top: 2rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; margin: 0 0 1.5rem; }
dl, .facts { color: var(--soft); font-size: .875rem; }
dt { font-weight: 600; }
dd { margin: 0; overflow-wrap: anywhere; }
.facts { margin: .75rem 0 .25rem; }
.failure { border-left: 3px solid #c62a2f; padding-left: .75rem; white-space: pre-wrap; }
.report { overflow-wrap: anywhere; }
.scroll, .report { overflow-x: auto; }
figure { margin: 1.5rem 0; }
figcaption { font-weight: 600; margin-bottom: .5rem; overflow-wrap: anywhere; }
table { border-collapse: collapse; font-size: .875rem; }
th, td { border: 1px solid var(--line); padding: .25rem .6rem; text-align: left; vertical-align: top; }
th { background: var(--raised); }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
pre { background: var(--raised); border: 1px solid var(--line); border-radius: 6px; margin: 0; overflow-x: auto; padding: .75rem; }
code { font: .8125rem/1.5 ui-monospace, monospace; }
mark { background: var(--mark); color: inherit; border-radius: 2px; }
details { margin-top: 1.5rem; }
summary { cursor: pointer; font-weight: 600; }
.still { background: #fff; border-radius: 6px; max-width: 100%; height: auto; }
.is-live .still { display: none; }
.live .vega-embed .vega-actions { color-scheme: light; }
@media screen and (prefers-color-scheme: dark) {
  figure:not(.own-ground) :is(.still, .live svg) { filter: invert(.92) hue-rotate(180deg); }
}
@media print {
  :root, :host { color-scheme: light; --ink: #000; --soft: #444; --line: #bbb; --ground: #fff; --raised: #fff; --mark: #eee; }
  body { font-size: 10.5pt; }
  main { max-width: none; padding: 0; }
  article { border-top: 0; margin-top: 1rem; padding-top: 0; }
  article + article { break-before: page; }
  h1, h2, h4, figcaption, summary, .facts { break-after: avoid; }
  p, li { orphans: 3; widows: 3; }
  .live { display: none; }
  .is-live .still, .still { display: block; }
  .scroll, .report { overflow: visible; }
  figure[data-chart], tr { break-inside: avoid; }
  table { font-size: 8.5pt; }
  thead { display: table-header-group; }
  th, td { overflow-wrap: anywhere; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; }
  pre, code { font-size: 8pt; }
  mark { print-color-adjust: exact; text-decoration: underline dotted; }
  details::details-content { content-visibility: visible; height: auto; }
  summary { list-style: none; }
}
`;
