import type { Readiness } from "../../../generated/openapi/types.gen.ts";
import type { Handler } from "../../handler.ts";

/** Long enough for a service that asks its store, short enough for our own caller. */
const checkTimeoutMs = 1_000;

/** GET /readyz */
export const getReadiness: Handler<"getReadiness"> = async ({ requestId }, { peers, scheduler }) => {
  const rules = zoneRules(() => scheduler.getZoneRules({}, { requestId, timeoutMs: checkTimeoutMs }));
  const serving = await Promise.all(peers.map((peer) => peer.isServing(checkTimeoutMs)));
  const checks: Readiness["checks"] = {};
  for (const [index, { name }] of peers.entries())
    checks[name] = serving[index] === true ? "ok" : "unavailable";
  const found = { checks, ...(await rules) };
  if (serving.every(Boolean)) return { status: 200, body: { status: "ready", ...found } };
  const reasons: Readiness["reasons"] = {};
  const silent = peers.filter((_peer, index) => serving[index] !== true);
  await Promise.all(
    silent.map(async ({ name, problem }) => {
      const why = await problem(checkTimeoutMs);
      if (why !== null) reasons[name] = why;
    }),
  );
  return { status: 503, body: { status: "not_ready", ...found, reasons } };
};

/** Reports the time zone rules beside the checks; they do not affect readiness. */
async function zoneRules(
  ask: () => Promise<{ readonly inForce: string }>,
): Promise<Pick<Readiness, "time_zone_rules">> {
  try {
    return { time_zone_rules: (await ask()).inForce };
  } catch {
    return {};
  }
}
