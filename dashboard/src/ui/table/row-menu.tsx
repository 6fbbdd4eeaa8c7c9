import { Menu as Base } from "@base-ui/react/menu";
import type { KeyboardEvent } from "react";
import { Icon } from "../icon.tsx";
import { type MenuEntry, MenuPopup } from "../popup/menu.tsx";

/** Joins the buttons in the rows with the one menu that they share: a long table would have hundreds. */
export type RowMenuHandle<T> = ReturnType<typeof Base.createHandle<T>>;

/** Makes the handle of a table's menu. */
export function newRowMenu<T>(): RowMenuHandle<T> {
  return Base.createHandle<T>();
}

/** The button in a row. A row is one tab stop, so it is none; `m` on the row opens it. */
export function RowMenuButton<T>({
  handle,
  row,
  label,
}: {
  readonly handle: RowMenuHandle<T>;
  readonly row: T;
  readonly label: string;
}) {
  return (
    <Base.Trigger
      handle={handle}
      payload={row}
      className="button"
      data-kind="plain"
      data-small
      data-icon-only
      data-row-menu
      tabIndex={-1}
      aria-label={label}
    >
      <Icon name="more" size={18} />
    </Base.Trigger>
  );
}

/** The menu; once beside the table. */
export function RowMenu<T>({
  handle,
  entriesOf,
}: {
  readonly handle: RowMenuHandle<T>;
  entriesOf(row: T): readonly MenuEntry[];
}) {
  return (
    <Base.Root handle={handle}>
      {({ payload }) => payload !== undefined && <MenuPopup entries={entriesOf(payload)} />}
    </Base.Root>
  );
}

/** Opens the menu of the focused row with `m`, Shift-F10 or the menu key; for what is around the table. */
export function openRowMenu(event: KeyboardEvent): void {
  const isAsked = event.key === "m" || event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey);
  if (!isAsked || event.ctrlKey || event.metaKey || event.altKey) return;
  if (!(event.target instanceof HTMLElement) || !event.target.matches("tr[data-row]")) return;
  event.preventDefault();
  event.target.querySelector<HTMLElement>("[data-row-menu]")?.click();
}
