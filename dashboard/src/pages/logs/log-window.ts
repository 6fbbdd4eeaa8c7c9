import type { LogEntry } from "../../sdk.ts";

/** An attempt may last five minutes and is on record when it ends, under the instant at which it began. */
const longestAttemptMs = 330_000;
/** Most attempts last less than this; each look goes back that far. */
const usualMs = 10_000;
const wideEveryMs = 15_000;
/** Rows that are kept; older ones are read again by scrolling. */
const mostRows = 5_000;

/** Decides how far back each look at the log goes, and puts what it finds in its place, each attempt once. */
export class LogWindow {
  #rows: readonly LogEntry[] = [];
  #ids = new Set<string>();
  readonly #beganAt: number;
  #reachedAt: number;
  #wideAt: number;

  /** @param now the server's time */
  constructor(now: number) {
    this.#beganAt = now;
    this.#reachedAt = now;
    this.#wideAt = now;
  }

  /** Newest first. */
  get rows(): readonly LogEntry[] {
    return this.#rows;
  }

  /** The instant to ask from. */
  after(now: number): number {
    const isWide = now - this.#wideAt >= wideEveryMs;
    return Math.max(this.#beganAt - usualMs, this.#reachedAt - (isWide ? longestAttemptMs : usualMs));
  }

  /** Takes in what a look found. @param after what `after` answered @param askedAt when it was asked */
  look(found: readonly LogEntry[], after: number, askedAt: number): void {
    if (askedAt - this.#wideAt >= wideEveryMs && after < askedAt - usualMs) this.#wideAt = askedAt;
    this.#reachedAt = askedAt;
    this.#put(found);
  }

  /** Takes in older ones. */
  older(found: readonly LogEntry[]): void {
    this.#put(found);
  }

  #put(found: readonly LogEntry[]): void {
    const fresh = found.filter(({ id }) => !this.#ids.has(id));
    if (fresh.length === 0) return;
    this.#rows = [...this.#rows, ...fresh].sort(newestFirst).slice(0, mostRows);
    this.#ids = new Set(this.#rows.map(({ id }) => id));
  }
}

function newestFirst(one: LogEntry, other: LogEntry): number {
  return other.started_at.localeCompare(one.started_at) || other.id.localeCompare(one.id);
}
