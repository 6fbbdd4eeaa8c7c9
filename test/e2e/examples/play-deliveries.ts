import type { Recorder } from "./exchange.ts";

const nowhere = "dlv_01J9ZK3F8Q4X7M2N5P6R8S9T0V";

/** Waits until the only delivery of a schedule is in this state; resolves to its id. */
export type UntilDelivery = (scheduleId: string, state: string) => Promise<string>;

/** Calls every operation of deliveries, dead letters and logs. @param hook answers 200 @param broken answers 500 */
export async function playDeliveries(
  { ask }: Pick<Recorder, "ask">,
  hook: string,
  broken: string,
  until: UntilDelivery,
): Promise<void> {
  const now = { delay: "1s", body: { invoice: 4711 } };
  const sent = await ask("createSchedule", 201, { body: { endpoint: hook, ...now } });
  const lost = await ask("createSchedule", 201, {
    body: { endpoint: broken, ...now, retry_policy: { max_attempts: 1 } },
  });
  const arrived = await until(sent.id, "succeeded");
  const dead = await until(lost.id, "dead_lettered");
  await ask("getDelivery", 200, { of: arrived });
  await ask("getDelivery", 404, { of: nowhere });
  await ask("listDeliveries", 200, { query: "?state=dead_lettered&limit=2" });
  await ask("listDeliveries", 400, { query: "?state=lost" });
  await ask("listScheduleAttempts", 200, { of: sent.id });
  await ask("listScheduleAttempts", 404, { of: "sch_01J9ZK3F8Q4X7M2N5P6R8S9T0V" });
  await ask("listDeliveryAttempts", 200, { of: dead });
  await ask("listDeliveryAttempts", 404, { of: nowhere });
  await ask("replaySchedule", 201, { of: sent.id, headers: { "idempotency-key": "invoice-again" } });
  await ask("replaySchedule", 200, { of: sent.id, headers: { "idempotency-key": "invoice-again" } });
  await ask("listLogs", 200, { query: "?outcome=failed&limit=2" });
  await ask("listLogs", 400, { query: "?limit=1000" });
  await ask("listDeadLetters", 200, { query: "?limit=2&include_total=true" });
  await ask("listDeadLetters", 400, { query: "?after=yesterday" });
  const again = { of: dead, body: { fresh_key: false }, headers: { "idempotency-key": "dead-again" } };
  await ask("replayDelivery", 201, again);
  await ask("replayDelivery", 200, again);
  await ask("replayDelivery", 404, { of: nowhere });
  await ask("replayDeadLetters", 200, { body: { ids: [dead], over: "10m" } });
  await ask("replayDeadLetters", 400, { body: { ids: [dead], filter: {} } });
  await ask("cancelDelivery", 409, { of: arrived });
  const later = await ask("createSchedule", 201, { body: { endpoint: hook, delay: "1h" } });
  await ask("cancelDelivery", 200, { of: await until(later.id, "scheduled") });
}
