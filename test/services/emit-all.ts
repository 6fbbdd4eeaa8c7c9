import type { ServedScheduler } from "./serve-scheduler.ts";

/** Emits until nothing is due to be planned any more; the process's own emitter may be at it as well. */
export async function emitAll(scheduler: ServedScheduler): Promise<void> {
  const due = "SELECT 1 FROM schedules WHERE emit_at <= ? LIMIT 1";
  do await scheduler.emit();
  while ((await scheduler.query(due, [scheduler.time.clock.now()])).length > 0);
}

/** As if no emitter ran for a day from now on. */
export async function stopEmitting(scheduler: ServedScheduler): Promise<void> {
  await scheduler.query("UPDATE schedules SET emit_at = emit_at + 86400000 WHERE emit_at IS NOT NULL");
}
