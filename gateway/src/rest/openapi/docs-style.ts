export const docsStyle = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
details { border: 1px solid color-mix(in srgb, currentColor 20%, transparent); border-radius: 6px; margin: .5rem 0; }
summary { padding: .5rem .75rem; cursor: pointer; }
details > :not(summary) { margin-inline: .75rem; }
b { display: inline-block; min-width: 4.5rem; }
.get { color: #2a7ab8; } .post { color: #2e8b57; } .delete { color: #c0392b; }
pre { overflow: auto; max-height: 24rem; padding: .5rem; background: color-mix(in srgb, currentColor 6%, transparent); }
`;
