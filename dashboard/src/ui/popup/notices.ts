import { useSyncExternalStore } from "react";

/** One thing that a page tells in the corner. */
export interface Notice {
  readonly title: string;
  /** The failure in words; absent when it succeeded. */
  readonly fault?: string;
  /** Takes back what was done; shown as a button. */
  readonly undo?: () => void;
}

type Show = (notice: Notice) => void;

// The toasts are loaded with the first notice: most visits to a page have none.
let show: Show | null = null;
const waiting: Notice[] = [];
const listeners = new Set<() => void>();

function tell(notice: Notice): void {
  if (show !== null) {
    show(notice);
  } else {
    waiting.push(notice);
    for (const listener of listeners) listener();
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** True from the first notice on. */
export function useHasNotices(): boolean {
  return useSyncExternalStore(subscribe, () => show !== null || waiting.length > 0);
}

/** Hands every notice to `given`, those that wait first. @returns ends that */
export function showNoticesBy(given: Show): () => void {
  show = given;
  for (const notice of waiting.splice(0)) given(notice);
  return () => {
    show = null;
  };
}

/** Says what was done, with a way back, or what failed. */
export interface Notices {
  /** @param undo takes it back; shown as a button */
  done(title: string, undo?: () => void): void;
  failed(title: string, error: unknown): void;
}

const notices: Notices = {
  done: (title, undo) => tell({ title, ...(undo && { undo }) }),
  failed: (title, error) => tell({ title, fault: error instanceof Error ? error.message : String(error) }),
};

/** Shows notices in the corner. */
export function useNotices(): Notices {
  return notices;
}
