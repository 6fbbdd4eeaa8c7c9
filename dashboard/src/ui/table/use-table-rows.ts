import { useWindowVirtualizer, type VirtualItem } from "@tanstack/react-virtual";
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { ListingState } from "../../data/use-listing.ts";

/** Rows in view, and the heights of what is not. */
export interface TableRows {
  readonly body: RefObject<HTMLTableSectionElement | null>;
  readonly virtual: {
    readonly items: readonly VirtualItem[];
    readonly measure: (element: HTMLTableRowElement | null) => void;
  };
  readonly before: number;
  readonly after: number;
  /** Brings a row into view and focuses it. */
  focusRow(index: number): void;
}

const rowPx = 41;
/** Rows before the end at which the next page is requested. */
const aheadRows = 15;

/** Keeps the rows in view in the page, and asks for the next page before they run out. */
export function useTableRows(listing: ListingState<unknown>, onMove: (index: number) => void): TableRows {
  const body = useRef<HTMLTableSectionElement>(null);
  const [top, setTop] = useState(0);
  const { rows, hasMore, isLoadingMore, paused, loadMore } = listing;
  const virtualizer = useWindowVirtualizer<HTMLTableRowElement>({
    count: rows.length,
    estimateSize: () => rowPx,
    overscan: 12,
    scrollMargin: top,
  });
  useLayoutEffect(() => {
    const measure = () => {
      const rect = body.current?.getBoundingClientRect();
      if (rect !== undefined) setTop(Math.round(rect.top + window.scrollY));
    };
    measure();
    // The content above the table may still grow.
    const resize = new ResizeObserver(measure);
    resize.observe(document.body);
    return () => resize.disconnect();
  }, []);
  const items = virtualizer.getVirtualItems();
  const last = items.at(-1);
  const isNear = (last?.index ?? 0) >= rows.length - aheadRows;
  useEffect(() => {
    if (isNear && hasMore && !isLoadingMore && !paused && rows.length > 0) loadMore();
  }, [isNear, hasMore, isLoadingMore, paused, rows.length, loadMore]);
  return {
    body,
    virtual: { items, measure: virtualizer.measureElement },
    before: Math.max(0, (items[0]?.start ?? top) - top),
    after: last === undefined ? 0 : Math.max(0, virtualizer.getTotalSize() + top - last.end),
    focusRow(index) {
      onMove(index);
      virtualizer.scrollToIndex(index, { align: "auto" });
      const focus = () => {
        const row = body.current?.querySelector<HTMLElement>(`[data-index="${index}"]`);
        row?.focus({ preventScroll: true });
        return row != null;
      };
      // At once, so that Enter opens this row however soon it comes; one out of view has to be made first.
      if (!focus()) requestAnimationFrame(focus);
    },
  };
}
