import { copyRows } from "./copy-rows.ts";
import type { StoreConnection } from "./store-connection.ts";

/** Rows to copy. */
export interface Copies {
  /** State of the copied delivery after its one attempt. */
  readonly state: "succeeded" | "dead_lettered";
  readonly count: number;
  /** Age of the oldest copy; the others are spread evenly until `newestAgeMs`. */
  readonly oldestAgeMs: number;
  readonly newestAgeMs: number;
  /** First row number to use; no other call may use the same ones. */
  readonly firstNumber: number;
  /** SQL condition on `deliveries d` for the one to copy. */
  readonly among?: string;
}

/**
 * Copies the newest settled one-shot with its schedule, request and attempt `count` times, each with new ids, as if
 * created and settled at another instant.
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
