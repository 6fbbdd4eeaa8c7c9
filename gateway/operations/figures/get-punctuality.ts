import type { Handler } from "../../handler.ts";
import { toInstant } from "../../translate/instant.ts";

/** GET /v1/status/punctuality */
export const getPunctuality: Handler<"getPunctuality"> = async ({ requestId }, { punctuality }) => {
  const { sent, onTimeRate, offsetMs, updatedAtMs } = await punctuality(requestId);
  return {
    status: 200,
    body: {
      object: "punctuality",
      window: "24h",
      sent,
      on_time_rate: onTimeRate ?? null,
      offset_ms: { p50: offsetMs?.p50 ?? null, p95: offsetMs?.p95 ?? null, p99: offsetMs?.p99 ?? null },
      updated_at: toInstant(updatedAtMs),
    },
  };
};
