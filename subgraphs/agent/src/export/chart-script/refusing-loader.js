const refuse = () => Promise.reject(new Error('Charts load nothing: their data are inline'));

/**
 * Nothing is fetched, whatever a specification asks for. To `sanitize`, which Vega asks for each link and picture, the answer is
 * no address at all: a refusal would be an unhandled one in some of its renderers.
 */
export const refusingLoader = { load: refuse, http: refuse, file: refuse, sanitize: () => Promise.resolve({}) };
