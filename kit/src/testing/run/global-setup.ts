import { startKeeper } from './keeper-process.ts';

/** Called by jest once, before the first suite. */
export default startKeeper;
