const selector =
  'a[href], button:enabled, input:enabled, textarea:enabled, select:enabled, summary, [tabindex]:not([tabindex="-1"])';

/** What Tab would come to first in an element, itself included; nothing when there is no such thing on the screen. */
export function firstFocusable(element: Element): HTMLElement | undefined {
  return [element, ...element.querySelectorAll(selector)].find(
    (each): each is HTMLElement => each instanceof HTMLElement && each.matches(selector) && each.checkVisibility(),
  );
}
