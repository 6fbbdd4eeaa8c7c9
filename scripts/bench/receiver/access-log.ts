import { closeSync, fstatSync, openSync, readSync, statSync } from "node:fs";

/** One request, as the receiver saw it. */
export interface Arrival {
  /** When its answer was sent, in milliseconds UTC, by the receiver's clock. */
  readonly at: number;
  /** Its due time, from its headers. */
  readonly dueAt: number;
  /** Id of the delivery; the same for duplicates. */
  readonly id: string;
  readonly path: string;
}

/** nginx's variables for the line that `parseArrival` reads. */
export const logFormat = "$msec $http_sched_scheduled_for $http_webhook_id $uri";

/** Parses a line of the log; null for a request that was no delivery. */
export function parseArrival(line: string): Arrival | null {
  const [seconds = "", due = "", id = "", path = ""] = line.split(" ");
  const at = Math.round(Number(seconds) * 1000);
  const dueAt = Date.parse(due);
  if (!Number.isFinite(at) || !Number.isFinite(dueAt) || id === "" || id === "-") return null;
  return { at, dueAt, id, path };
}

/** Reads a growing log. `mark` returns its current end, `since` the whole lines after a mark. */
export function readArrivals(path: string): { mark(): number; since(mark: number): Arrival[] } {
  return {
    mark: () => statSync(path).size,
    since(mark) {
      const file = openSync(path, "r");
      try {
        const bytes = Buffer.alloc(fstatSync(file).size - mark);
        const length = readSync(file, bytes, 0, bytes.length, mark);
        const text = bytes.toString("latin1", 0, length);
        const lines = text.slice(0, text.lastIndexOf("\n") + 1).split("\n");
        return lines.map(parseArrival).filter((arrival) => arrival !== null);
      } finally {
        closeSync(file);
      }
    },
  };
}
