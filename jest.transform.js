import { stripTypeScriptTypes } from 'node:module';

/** Node's own type stripping: positions stay, so stack traces need no source map. */
export default {
  process: (source) => ({ code: stripTypeScriptTypes(source, { mode: 'strip' }) }),
};
