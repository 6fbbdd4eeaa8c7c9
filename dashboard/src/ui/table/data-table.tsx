import "./data-table.css";
import { type KeyboardEvent, type ReactNode, useState } from "react";
import { useLocation } from "wouter";
import type { ListingState } from "../../data/use-listing.ts";
import { Skeleton } from "../answer/empty-state.tsx";
import { ErrorState } from "../answer/error-state.tsx";
import { TableFoot } from "./table-foot.tsx";
import { TableRow } from "./table-row.tsx";
import { useTableRows } from "./use-table-rows.ts";

/** A column of a table. */
export interface Column<T> {
  readonly id: string;
  readonly header: string;
  cell(row: T): ReactNode;
  /** `end` for numbers. */
  readonly align?: "end";
  /** As narrow as its content; without it the column shares what is left, and cuts with an ellipsis. */
  readonly fit?: boolean;
  /** Percent of the table's width, for one that should have more than its share. */
  readonly percent?: number;
  /** Left out below 1,180 (`medium`) or 1,480 px (`wide`), and in cards. */
  readonly hide?: "medium" | "wide";
  /** On a phone: heads the card, or stands in its corner, without its label. */
  readonly card?: "primary" | "corner";
}

/** Members of a table. */
export interface DataTableProps<T> {
  /** Names the table. */
  readonly label: string;
  readonly listing: ListingState<T>;
  readonly columns: readonly Column<T>[];
  idOf(row: T): string;
  /** Where a row leads; null: nowhere. */
  href(row: T): string | null;
  /** Shown when there is nothing. */
  readonly empty: ReactNode;
}

/**
 * A list of any length as a table, of which only the rows in view are in the page; cards on a phone. One tab stop: the
 * arrow keys, `j` and `k`, Home and End move between rows, Enter opens one.
 */
export function DataTable<T>({ label, listing, columns, idOf, href, empty }: DataTableProps<T>) {
  const { rows } = listing;
  const [current, setCurrent] = useState(0);
  const [, go] = useLocation();
  const { body, virtual, before, after, focusRow } = useTableRows(listing, setCurrent);
  if (listing.error !== null) {
    return (
      <div className="panel-body">
        <ErrorState error={listing.error} onRetry={listing.retry} />
      </div>
    );
  }
  if (!listing.isLoading && rows.length === 0 && !listing.hasMore) return empty;
  const move = (event: KeyboardEvent) => {
    const next = rowAfter(event.key, current, rows.length);
    if (next === null || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    focusRow(next);
  };
  return (
    <>
      <table className="data-table" aria-label={label} aria-rowcount={listing.hasMore ? -1 : rows.length + 1}>
        <thead>
          <tr>
            {columns.map(({ id, header, align, hide, percent }) => (
              <th
                key={id}
                scope="col"
                data-align={align}
                data-hide={hide}
                style={percent === undefined ? undefined : { width: `${percent}%` }}
              >
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={move}>
          {listing.isLoading && <LoadingRows columns={columns.length} />}
          <Pad height={before} columns={columns.length} />
          {virtual.items.map(({ index }) => {
            const row = rows[index];
            if (row === undefined) return null;
            const to = href(row);
            return (
              <TableRow
                key={idOf(row)}
                row={row}
                index={index}
                columns={columns}
                measure={virtual.measure}
                isStop={index === Math.min(current, rows.length - 1)}
                isLink={to !== null}
                onOpen={() => to !== null && go(to)}
                onFocus={() => setCurrent(index)}
              />
            );
          })}
          <Pad height={after} columns={columns.length} />
        </tbody>
      </table>
      <TableFoot listing={listing} />
    </>
  );
}

function rowAfter(key: string, current: number, count: number): number | null {
  switch (key) {
    case "ArrowDown":
    case "j":
      return Math.min(current + 1, count - 1);
    case "ArrowUp":
    case "k":
      return Math.max(current - 1, 0);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}

/** Stands for the rows that are not in the page. */
function Pad({ height, columns }: { readonly height: number; readonly columns: number }) {
  if (height <= 0) return null;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row cannot be focused
    <tr className="pad" aria-hidden="true">
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
}

function LoadingRows({ columns }: { readonly columns: number }) {
  return [12, 18, 9, 14, 16, 11].map((width) => (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row cannot be focused
    <tr key={width} aria-hidden="true">
      {Array.from({ length: columns }, (_, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: all are alike
        <td key={column}>
          <Skeleton width={column === 0 ? width : 8} />
        </td>
      ))}
    </tr>
  ));
}
