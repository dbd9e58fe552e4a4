import type { Page } from 'playwright-core';

const focusScript = `(() => {
  const element = document.activeElement;
  if (element === null || element === document.body) return 'nothing';
  const name = element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? element.textContent;
  const role = element.getAttribute('role') ?? (element.type || element.localName);
  return role + ' ' + (name ?? '').trim().replaceAll(/\\s+/g, ' ').slice(0, 60);
})()`;

/** Role and name of what has the focus; `nothing` when the page has lost it. */
export async function focusOf(page: Page): Promise<string> {
  return String(await page.evaluate(focusScript));
}

const isVisibleScript = `(() => {
  const element = document.activeElement;
  const wrapper = element.closest('label:has(input.sr-only), [data-composer]');
  const drawn = [element, wrapper].filter(Boolean).map((each) => getComputedStyle(each));
  const box = (wrapper ?? element).getBoundingClientRect();
  const isInSight = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const isMarked = drawn.some((style, index) => (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0))
    || (wrapper?.matches('[data-composer]') && element.matches('textarea'));
  const isMenuItem = element.matches('[role=menuitem], [role=menu]'); // has a background of its own
  return isInSight && (isMarked || isMenuItem);
})()`;

/** Whether what has the focus is on the screen and marked as having it. */
export async function isFocusVisible(page: Page): Promise<boolean> {
  return (await page.evaluate(isVisibleScript)) === true;
}
