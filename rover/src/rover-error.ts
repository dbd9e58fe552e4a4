/** A failure that the person at the terminal can mend; its message is all that they need to see. */
export class RoverError extends Error {
  override readonly name = 'RoverError';
}
