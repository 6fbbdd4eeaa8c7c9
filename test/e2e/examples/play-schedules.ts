import type { Recorder } from "./exchange.ts";

const nowhere = "sch_01J9ZK3F8Q4X7M2N5P6R8S9T0V";

/** A schedule whose plan is worth showing in an example. */
const weekly = {
  name: "weekly report",
  cron: "0 9 * * MON",
  timezone: "Europe/Berlin",
  body: { report: "weekly" },
};

/** Calls every operation of schedules: each documented success, and a refusal. */
export async function playSchedules({ ask }: Pick<Recorder, "ask">, hook: string): Promise<void> {
  const invoice = {
    endpoint: hook,
    delay: "24h",
    body: { invoice: 4711 },
    headers: { "x-team": "billing" },
    name: "remind of invoice 4711",
    metadata: { customer: "c_42" },
  };
  const once = { headers: { "idempotency-key": "invoice-4711" } };
  const { id } = await ask("createSchedule", 201, { body: invoice, ...once });
  await ask("createSchedule", 200, { body: invoice, ...once });
  await ask("createSchedule", 422, { body: { endpoint: hook } });
  await ask("bulkCreateSchedules", 200, {
    body: { items: [{ endpoint: hook, every: "15m" }, { endpoint: hook }] },
  });
  await ask("bulkCreateSchedules", 400, { body: { items: [] } });
  await ask("previewSchedule", 200, {
    body: { cron: "30 2 * * *", timezone: "Europe/Berlin", from: "2027-03-27T00:00:00Z", count: 3 },
  });
  await ask("previewSchedule", 422, { body: { cron: "0 9 * * MON-FUNDAY" } });
  const report = await ask("createSchedule", 201, { body: { endpoint: hook, ...weekly } });
  await ask("listSchedules", 200, { query: "?state=active&limit=2&include_total=true" });
  await ask("listSchedules", 400, { query: "?cursor=x" });
  await ask("getSchedule", 200, { of: id });
  await ask("getSchedule", 404, { of: nowhere });
  await ask("updateSchedule", 200, { of: id, body: { delay: "48h" }, headers: { "if-match": '"1"' } });
  await ask("updateSchedule", 412, { of: id, body: { delay: "72h" }, headers: { "if-match": '"1"' } });
  await playPlan({ ask }, report.id);
  await ask("cancelSchedule", 200, { of: id });
  await ask("cancelSchedule", 404, { of: nowhere });
}

/** Calls the operations in the life of a recurring schedule. */
async function playPlan({ ask }: Pick<Recorder, "ask">, id: string): Promise<void> {
  await ask("pauseSchedule", 200, { of: id });
  await ask("pauseSchedule", 412, { of: id, headers: { "if-match": '"1"' } });
  await ask("resumeSchedule", 200, { of: id });
  await ask("resumeSchedule", 404, { of: nowhere });
  await ask("triggerSchedule", 201, { of: id, headers: { "idempotency-key": "report-now" } });
  await ask("triggerSchedule", 200, { of: id, headers: { "idempotency-key": "report-now" } });
  await ask("triggerSchedule", 404, { of: nowhere });
  const clone = { of: id, body: { cron: "0 9 1 * *", name: "monthly report" } };
  await ask("cloneSchedule", 201, { ...clone, headers: { "idempotency-key": "monthly" } });
  await ask("cloneSchedule", 200, { ...clone, headers: { "idempotency-key": "monthly" } });
  await ask("cloneSchedule", 422, { ...clone, body: { cron: "never" } });
  await ask("replaySchedule", 409, { of: id });
  await ask("listScheduleDeliveries", 200, { of: id, query: "?limit=2" });
  await ask("listScheduleDeliveries", 404, { of: nowhere });
  await ask("getScheduleLedger", 200, { of: id });
  await ask("getScheduleLedger", 400, { of: id, query: "?from=yesterday" });
}
