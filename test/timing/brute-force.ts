import type { DstRule, Occurrence } from "../../services/scheduler/timing/wall-clock.ts";

/**
 * Computes the `dst` rule by reading the clock minute by minute with Intl.DateTimeFormat. Shares nothing with the
 * code under test, neither offsets nor arithmetic.
 */
export interface WalkedMinute {
  at: number;
  localMs: number;
}

const minuteMs = 60_000;

/** Returns the time on a zone's wall clock, as …LocalMs. */
export function wallClockReader(zone: string): (at: number) => number {
  // Swedish writes dates as ISO 8601 does.
  const format = new Intl.DateTimeFormat("sv-SE", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  return (at) => Date.parse(`${format.format(at).replace(" ", "T")}Z`);
}

/** Lists every minute from `fromAt` to `toAt`, with the wall-clock time. */
export function walkMinutes(zone: string, fromAt: number, toAt: number): WalkedMinute[] {
  const read = wallClockReader(zone);
  const minutes: WalkedMinute[] = [];
  for (let at = fromAt; at < toAt; at += minuteMs) minutes.push({ at, localMs: read(at) });
  return minutes;
}

/** Finds the instants at which the clock jumps, by checking every hour and halving to the minute. */
export function findJumps(zone: string, fromAt: number, toAt: number): number[] {
  const read = wallClockReader(zone);
  const jumps: number[] = [];
  let offsetMs = read(fromAt) - fromAt;
  for (let at = fromAt; at < toAt; at += 60 * minuteMs) {
    let late = at + 60 * minuteMs;
    const nextOffsetMs = read(late) - late;
    if (nextOffsetMs === offsetMs) continue;
    let early = at;
    while (late - early > minuteMs) {
      const middle = early + Math.floor((late - early) / 2 / minuteMs) * minuteMs;
      if (read(middle) - middle === offsetMs) early = middle;
      else late = middle;
    }
    jumps.push(late);
    offsetMs = nextOffsetMs;
  }
  return jumps;
}

/** Resolves every wall minute that lies well inside the walk. */
export function resolveByWalking(walk: readonly WalkedMinute[], dst: DstRule): Map<number, Occurrence[]> {
  const seen = Map.groupBy(walk, (minute) => minute.localMs);
  const resolved = new Map<number, Occurrence[]>();
  for (const [localMs, minutes] of seen) {
    const kept = { first: minutes.slice(0, 1), second: minutes.slice(-1), both: minutes }[dst.overlap];
    resolved.set(
      localMs,
      kept.map(({ at }) => ({ at, note: minutes.length > 1 ? "dst_overlap" : null })),
    );
  }
  for (const [index, { at, localMs }] of walk.entries()) {
    const before = walk[index - 1];
    if (before === undefined) continue;
    // The clock skipped these minutes.
    for (let missing = before.localMs + minuteMs; missing < localMs; missing += minuteMs) {
      const movedAt = dst.gap === "end" ? at : at + (missing - before.localMs - minuteMs);
      resolved.set(missing, dst.gap === "skip" ? [] : [{ at: movedAt, note: "dst_gap" }]);
    }
  }
  return resolved;
}

/** Returns all occurrences of a cron in a walk, given its hour field; `matches` stands for the expression. */
export function occurrencesByWalking(
  walk: readonly WalkedMinute[],
  dst: DstRule,
  everyHour: boolean,
  matches: (local: Date) => boolean,
): number[] {
  if (everyHour) return walk.filter(({ localMs }) => matches(new Date(localMs))).map(({ at }) => at);
  const ats = new Set<number>();
  for (const [localMs, occurrences] of resolveByWalking(walk, dst)) {
    if (matches(new Date(localMs))) for (const { at } of occurrences) ats.add(at);
  }
  return [...ats].sort((a, b) => a - b);
}
