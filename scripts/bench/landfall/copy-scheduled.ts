import { copyRows } from "./copy-rows.ts";
import type { StoreConnection } from "./store-connection.ts";

/**
 * Copies the newest scheduled one-shot `count` times, all due at `dueAt`. It must have neither body nor headers:
 * sealed content can only be opened in its own row.
 *
 * @param among SQL condition on `deliveries d` for the one to copy
 */
export async function copyScheduled(
  store: StoreConnection,
  { count, dueAt, among }: { count: number; dueAt: number; among: string },
): Promise<void> {
  const [template] = await store.rows(
    `SELECT d.id, d.schedule_id, d.request_id, d.created_at, d.scheduled_for FROM deliveries d
     WHERE d.state = 'scheduled' AND d.holder IS NULL AND ${among} ORDER BY d.id DESC LIMIT 1`,
  );
  if (template === undefined) throw new Error("there is no delivery to copy");
  const ids = { requests: template.request_id, schedules: template.schedule_id, deliveries: template.id };
  const createdAt = Number(template.created_at);
  const firstAt = createdAt + dueAt - Number(template.scheduled_for);
  await copyRows(store, { ids, createdAt }, { count, firstNumber: 1, firstAt, stepMs: 0 });
}
