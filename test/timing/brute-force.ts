import type { DstRule, Occurrence } from "../../services/scheduler/timing/wall-clock.ts";

/**
 * The `dst` rule worked out by looking at the clock, minute by
 * minute, with Intl.DateTimeFormat. It shares nothing with the code under test, neither the
 * offsets nor the arithmetic; it knows no offset and no transition at all.
 */
export interface WalkedMinute {
  at: number;
  localMs: number;
}

const minuteMs = 60_000;

/** Returns what the wall clock of a zone shows, as …LocalMs. */
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

/** Every minute of real time from `fromAt` to `toAt` with what the clock shows. */
export function walkMinutes(zone: string, fromAt: number, toAt: number): WalkedMinute[] {
  const read = wallClockReader(zone);
  const minutes: WalkedMinute[] = [];
  for (let at = fromAt; at < toAt; at += minuteMs) minutes.push({ at, localMs: read(at) });
  return minutes;
}

/** The instants at which the clock jumps, found by looking every hour and halving to the minute. */
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
    // Between two minutes the clock passed over these without showing them.
    for (let missing = before.localMs + minuteMs; missing < localMs; missing += minuteMs) {
      const movedAt = dst.gap === "end" ? at : at + (missing - before.localMs - minuteMs);
      resolved.set(missing, dst.gap === "skip" ? [] : [{ at: movedAt, note: "dst_gap" }]);
    }
  }
  return resolved;
}

/** All occurrences in a walk of a cron with a given hour field, `matches` standing for the expression. */
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
