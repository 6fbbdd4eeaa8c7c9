import { useEffect, useRef, useState } from "react";
import type { LogEntry } from "../../sdk.ts";

/** Rows as they are to be shown: they stand still while one reads further down, or paused them. */
export interface HeldRows {
  readonly rows: readonly LogEntry[];
  /** True while new rows are added at the top. */
  readonly isFollowing: boolean;
  readonly isPaused: boolean;
  /** Number of rows that came since the list stands still. */
  readonly fresh: number;
  pause(): void;
  /** Scrolls to the top and lets the list move again. */
  follow(): void;
}

/** Scrolled further than this, one reads. */
const readingPx = 160;

/** Holds a growing list still. @param filters a change of them starts anew */
export function useHeldRows(live: readonly LogEntry[], filters: string): HeldRows {
  const [isPaused, setPaused] = useState(false);
  const [isReading, setReading] = useState(false);
  const held = useRef<readonly LogEntry[]>(live);
  useEffect(() => {
    const scroll = () => setReading(window.scrollY > readingPx);
    window.addEventListener("scroll", scroll, { passive: true });
    return () => window.removeEventListener("scroll", scroll);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the filters ends the pause
  useEffect(() => setPaused(false), [filters]);
  const isFollowing = !isPaused && !isReading;
  const first = held.current[0];
  const at = first === undefined ? live.length : live.findIndex(({ id }) => id === first.id);
  const isSame = at >= 0;
  if (isFollowing || !isSame) held.current = live;
  const fresh = isFollowing || !isSame ? 0 : at;
  return {
    rows: fresh === 0 ? live : live.slice(fresh),
    isFollowing,
    isPaused,
    fresh,
    pause: () => setPaused(true),
    follow() {
      setPaused(false);
      window.scrollTo({ top: 0 });
    },
  };
}
