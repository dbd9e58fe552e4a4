/** The specification is at fault; the message tells its author how. */
export class InvalidChart extends Error {
  override readonly name = 'InvalidChart';
}
