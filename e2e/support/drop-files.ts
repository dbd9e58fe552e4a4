import type { Page } from 'playwright-core';

/** Files of this machine dragged over the middle of the page by the browser itself, and let go there. */
export async function dropFiles(page: Page, ...paths: readonly string[]): Promise<void> {
  await using drag = await dragFiles(page, ...paths);
  await drag.drop();
}

interface Drag extends AsyncDisposable {
  drop(): Promise<void>;
  /** Takes the files away from the page without letting them go. */
  leave(): Promise<void>;
}

/** Files that hang over the page until they are dropped or taken away. */
export async function dragFiles(page: Page, ...paths: readonly string[]): Promise<Drag> {
  const session = await page.context().newCDPSession(page);
  const { width, height } = page.viewportSize() ?? { width: 1280, height: 720 };
  const copy = 1; // the operation, by https://chromedevtools.github.io/devtools-protocol/tot/Input/#type-DragData
  const data = { items: [], files: [...paths], dragOperationsMask: copy };
  const send = async (type: 'dragEnter' | 'dragOver' | 'drop' | 'dragCancel') => {
    await session.send('Input.dispatchDragEvent', { type, x: width / 2, y: height / 2, data });
  };
  await send('dragEnter');
  await send('dragOver');
  return {
    drop: () => send('drop'),
    leave: () => send('dragCancel'),
    [Symbol.asyncDispose]: () => session.detach(),
  };
}
