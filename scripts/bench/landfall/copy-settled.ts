import { copyRows } from "./copy-rows.ts";
import type { StoreConnection } from "./store-connection.ts";

/** Rows to copy. */
export interface Copies {
  /** State of the copied delivery after its one attempt. */
  readonly state: "succeeded" | "dead_lettered";
  readonly count: number;
  /** The first is settled so long ago, the others evenly spread until `newestAgeMs` ago. */
  readonly oldestAgeMs: number;
  readonly newestAgeMs: number;
  /** Numbers of rows that no other call has given out are counted from here. */
  readonly firstNumber: number;
  /** An SQL condition on `deliveries d`: only of these is one copied. */
  readonly among?: string;
}

/**
 * Copies the newest settled one-shot, with its schedule, request and attempt, `count` times, each with ids of its
 * own, as if it had been made and settled at an instant of its own.
 */
export async function copySettled(store: StoreConnection, copies: Copies): Promise<void> {
  const { state, count, oldestAgeMs, newestAgeMs, firstNumber, among = "TRUE" } = copies;
  const [template] = await store.rows(
    `SELECT d.id, d.schedule_id, d.request_id, d.created_at, a.id AS attempt_id
     FROM deliveries d JOIN attempts a ON a.delivery_id = d.id
     WHERE d.state = ? AND d.attempt_count = 1 AND ${among} ORDER BY d.id DESC LIMIT 1`,
    [state],
  );
  if (template === undefined) throw new Error("there is no settled delivery to copy");
  const ids = {
    requests: template.request_id,
    schedules: template.schedule_id,
    deliveries: template.id,
    attempts: template.attempt_id,
  };
  const firstAt = Date.now() - oldestAgeMs;
  const stepMs = (oldestAgeMs - newestAgeMs) / count;
  const createdAt = Number(template.created_at);
  await copyRows(store, { ids, createdAt }, { count, firstNumber, firstAt, stepMs });
}
