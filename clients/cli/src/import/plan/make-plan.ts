import type { CreateScheduleRequest, Schedule } from "../../../../sdk/src/index.ts";
import type { Found, Imported } from "../imported.ts";
import { digestOf } from "../source-id.ts";
import { type Existing, marks } from "./existing.ts";

/** Treatment of one entry of the source by an import. */
export type StepAction =
  /** Makes a schedule. */
  | "create"
  /** Changes the schedule that an earlier import made of it. */
  | "change"
  /** Nothing: the schedule that an earlier import made is up to date. */
  | "same"
  /** Nothing: the entry cannot be imported; the notes say why. */
  | "skip";

/** One step of an import. */
export interface Step {
  readonly action: StepAction;
  readonly label: string;
  /** The request to send, with its import metadata; null if nothing is sent. */
  readonly request: CreateScheduleRequest | null;
  /** The existing schedule; null if it is to be created. */
  readonly schedule: Schedule | null;
  readonly isPaused: boolean;
  /** Reason for skipping it, or differences of the schedule from the source. */
  readonly notes: readonly string[];
}

/**
 * Compares the source with existing schedules: equal is `same`; the same source id with another time, body or header
 * is `change`; anything new is `create`. Among entries with one source id, equal ones are paired first, so that
 * removing a line does not move the others.
 */
export function makePlan(source: string, found: Found, existing: Existing): readonly Step[] {
  const groups = new Map<string, Imported[]>();
  for (const item of found.items) groups.set(item.sourceId, [...(groups.get(item.sourceId) ?? []), item]);
  const steps = new Map<Imported, Step>();
  for (const [sourceId, items] of groups) {
    const there = existing.open.filter((each) => baseOf(each) === sourceId);
    for (const [item, step] of pair(source, items, there, existing.lastEnded)) steps.set(item, step);
  }
  const skipped = found.left.map(
    ({ label, reason }): Step => ({
      action: "skip",
      label,
      request: null,
      schedule: null,
      isPaused: false,
      notes: [reason],
    }),
  );
  return [...found.items.flatMap((item) => steps.get(item) ?? []), ...skipped];
}

/** Returns schedules of earlier imports that the source no longer has. */
export function leftOver(steps: readonly Step[], { open }: Existing): readonly Schedule[] {
  const kept = new Set(steps.map(({ schedule }) => schedule?.id));
  return open.filter(({ id }) => !kept.has(id));
}

function baseOf({ metadata }: Schedule): string {
  return (metadata[marks.id] ?? "").replace(/ #\d+$/, "");
}

function pair(
  source: string,
  items: readonly Imported[],
  there: readonly Schedule[],
  lastEnded: ReadonlyMap<string, string>,
): Map<Imported, Step> {
  const free = new Set(there);
  const steps = new Map<Imported, Step>();
  for (const item of items) {
    const digest = digestFor(item);
    const equal = [...free].find(({ metadata }) => metadata[marks.digest] === digest);
    if (equal === undefined) continue;
    free.delete(equal);
    steps.set(item, step("same", item, null, equal));
  }
  const ids = new Set(there.map(({ metadata }) => metadata[marks.id] ?? ""));
  for (const item of items) {
    if (steps.has(item)) continue;
    const [other] = free;
    if (other !== undefined) {
      free.delete(other);
      steps.set(item, step("change", item, marked(source, item, other.metadata[marks.id] ?? ""), other));
      continue;
    }
    const id = unusedId(item.sourceId, ids);
    ids.add(id);
    const request = marked(source, item, id);
    // Concurrent and repeated imports create one schedule.
    const idempotency_key = digestOf([source, id, lastEnded.get(id) ?? "first", request]);
    steps.set(item, step("create", item, { ...request, idempotency_key: `import ${idempotency_key}` }, null));
  }
  return steps;
}

function unusedId(sourceId: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) if (!taken.has(`${sourceId} #${number}`)) return `${sourceId} #${number}`;
}

function marked(source: string, item: Imported, id: string): CreateScheduleRequest {
  const metadata = { [marks.source]: source, [marks.id]: id, [marks.digest]: digestFor(item) };
  return { ...item.request, metadata };
}

function digestFor({ request, isPaused }: Imported): string {
  return digestOf([request, isPaused]);
}

function step(
  action: Step["action"],
  item: Imported,
  request: CreateScheduleRequest | null,
  schedule: Schedule | null,
): Step {
  return { action, label: item.label, request, schedule, isPaused: item.isPaused, notes: item.notes };
}
