import { endKeeper } from './keeper-process.ts';

/** Called by jest once, after the last suite; what it throws fails the run. */
export default endKeeper;
