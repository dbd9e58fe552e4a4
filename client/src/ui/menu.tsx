import { DropdownMenu } from 'radix-ui';
import { useRef, useState, type ReactNode } from 'react';
import { classNames } from '../lib/class-names.ts';

export interface MenuItem {
  readonly label: string;
  readonly icon?: ReactNode;
  readonly tone?: 'danger';
  readonly isDisabled?: boolean;
  readonly onSelect: () => void;
}

interface MenuProps {
  /** A button that opens it. */
  readonly trigger: ReactNode;
  readonly items: readonly (MenuItem | 'separator')[];
  readonly align?: 'start' | 'end';
}

/** A menu stands in the part of the page, or the dialog, where its button is. */
const places = 'dialog, main, nav, aside';

/** What is chosen is done once the menu is gone and its button has the focus: a dialog that it opens gives it back there. */
export function Menu({ trigger, items, align = 'end' }: MenuProps) {
  const chosen = useRef<() => void>(undefined);
  const button = useRef<HTMLButtonElement>(null);
  const [container, setContainer] = useState<HTMLElement | null>();
  return (
    <DropdownMenu.Root
      modal={false}
      onOpenChange={(isOpen) => {
        if (isOpen) setContainer(button.current?.closest(places)); // outside of a modal dialog nothing can be touched
      }}
    >
      <DropdownMenu.Trigger ref={button} asChild>
        {trigger}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal container={container ?? null}>
        <DropdownMenu.Content
          align={align}
          sideOffset={4}
          onCloseAutoFocus={() => {
            if (chosen.current !== undefined) queueMicrotask(chosen.current);
            chosen.current = undefined;
          }}
          className="z-50 min-w-44 rounded-lg border border-line bg-surface p-1 text-sm shadow-lg"
        >
          {items.map((item, index) =>
            item === 'separator' ? (
              <DropdownMenu.Separator key={`separator-${index}`} className="my-1 h-px bg-line" />
            ) : (
              <DropdownMenu.Item
                key={item.label}
                disabled={item.isDisabled ?? false}
                onSelect={() => {
                  chosen.current = item.onSelect;
                }}
                className={classNames(
                  'flex min-h-9 cursor-pointer items-center gap-2 rounded-md px-2 outline-none data-disabled:opacity-50 data-highlighted:bg-raised',
                  item.tone === 'danger' && 'text-danger',
                )}
              >
                {item.icon}
                {item.label}
              </DropdownMenu.Item>
            ),
          )}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
