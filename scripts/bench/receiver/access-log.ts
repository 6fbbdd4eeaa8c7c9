import { closeSync, fstatSync, openSync, readSync, statSync } from "node:fs";

/** One request, as the receiver saw it. */
export interface Arrival {
  /** When its answer was on the way, milliseconds UTC, by the receiver's clock. */
  readonly at: number;
  /** When it was due, as it says itself. */
  readonly dueAt: number;
  /** The same for a delivery that comes twice. */
  readonly id: string;
  readonly path: string;
}

/** nginx's variables for the line that `parseArrival` reads. */
export const logFormat = "$msec $http_sched_scheduled_for $http_webhook_id $uri";

/** One line of the log; null for a request that was no delivery. */
export function parseArrival(line: string): Arrival | null {
  const [seconds = "", due = "", id = "", path = ""] = line.split(" ");
  const at = Math.round(Number(seconds) * 1000);
  const dueAt = Date.parse(due);
  if (!Number.isFinite(at) || !Number.isFinite(dueAt) || id === "" || id === "-") return null;
  return { at, dueAt, id, path };
}

/** Reads a log that grows. `mark` is the place of its present end, `since` gives what whole lines came after one. */
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
