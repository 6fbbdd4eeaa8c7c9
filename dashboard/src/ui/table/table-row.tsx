import type { KeyboardEvent, MouseEvent } from "react";
import type { Column } from "./data-table.tsx";

/** A row of a table; it opens on a click that is not on something else, and on Enter. */
export function TableRow<T>({
  row,
  index,
  columns,
  measure,
  isStop,
  isLink,
  onOpen,
  onFocus,
}: {
  readonly row: T;
  readonly index: number;
  readonly columns: readonly Column<T>[];
  readonly measure: (element: HTMLTableRowElement | null) => void;
  /** True if Tab stops here. */
  readonly isStop: boolean;
  readonly isLink: boolean;
  onOpen(): void;
  onFocus(): void;
}) {
  const click = (event: MouseEvent) => {
    if (isOwnControl(event.target) || getSelection()?.isCollapsed === false) return;
    onOpen();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Enter" && event.target === event.currentTarget) onOpen();
  };
  return (
    <tr
      ref={measure}
      data-row
      data-link={isLink || undefined}
      data-index={index}
      aria-rowindex={index + 2}
      tabIndex={isStop ? 0 : -1}
      onClick={click}
      onKeyDown={press}
      onFocus={onFocus}
    >
      {columns.map(({ id, header, align, fit, hide, card, cell }) => (
        <td
          key={id}
          data-align={align}
          data-fit={fit || undefined}
          data-hide={hide}
          data-label={header}
          data-primary={card === "primary" || undefined}
          data-corner={card === "corner" || undefined}
        >
          <div className="truncate">{cell(row)}</div>
        </td>
      ))}
    </tr>
  );
}

function isOwnControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest("a, button, input, select, label") !== null;
}
