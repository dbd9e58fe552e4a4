import { firstFocusable } from './focusable.ts';

interface Place {
  readonly parent: HTMLElement;
  /** Which child of the parent it is, or is in. */
  readonly index: number;
}

/**
 * When what has the focus is taken off the page (a row that is deleted, a button that has done its work), gives it to what
 * takes its place, or is nearest: whoever uses the keyboard goes on from there, not from the top of the page.
 */
export function keepFocus(page: HTMLElement): void {
  let focused: Element | undefined;
  let places: readonly Place[] = [];
  let stopgap: HTMLElement | undefined;
  const check = (): void => {
    if (focused === undefined || focused.isConnected || document.activeElement !== page) return;
    focused = undefined;
    const nearest = places.find(({ parent }) => parent.isConnected);
    if (nearest !== undefined && nearest.parent !== page) stopgap = focusNear(nearest);
  };
  page.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof Element)) return;
    focused = target;
    places = placesOf(target);
  });
  const observer = new MutationObserver(() => {
    if (stopgap !== undefined) stopgap = stopgap === document.activeElement ? passOn(stopgap) : undefined;
    // Menus and dialogs give the focus back themselves, in tasks that come before this one.
    if (focused?.isConnected === false) setTimeout(check);
  });
  observer.observe(page, { childList: true, subtree: true });
}

function placesOf(element: Element): Place[] {
  const parent = element.parentElement;
  if (parent === null) return [];
  return [{ parent, index: [...parent.children].indexOf(element) }, ...placesOf(parent)];
}

/** Gives the parent itself where nothing in it takes the focus yet. */
function focusNear({ parent, index }: Place): HTMLElement | undefined {
  const neighbour = parent.children[Math.min(index, parent.children.length - 1)];
  const heir = (neighbour && firstFocusable(neighbour)) ?? firstFocusable(parent);
  if (heir === undefined) parent.tabIndex = -1; // Tab goes on from here
  (heir ?? parent).focus({ preventScroll: true });
  return heir === undefined ? parent : undefined;
}

/** What was being fetched is there now. */
function passOn(stopgap: HTMLElement): HTMLElement | undefined {
  const heir = firstFocusable(stopgap);
  heir?.focus({ preventScroll: true });
  return heir === undefined ? stopgap : undefined;
}
