/**
 * Gives turns one after the other, each in a task of its own: between two of them the page scrolls and hears its reader.
 * Resolves when it is one's turn; it lasts until the code behind the `await` waits for something itself.
 */
export function createTurns(): () => Promise<void> {
  let last = Promise.resolve();
  return () => {
    last = last.then(() => new Promise((resolve) => setTimeout(resolve)));
    return last;
  };
}
