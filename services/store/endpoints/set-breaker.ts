import type { Store } from "../session/connect.ts";
import type { BreakerState } from "./endpoint-record.ts";

/** Writes the state of a profile's circuit breaker. */
export async function setBreaker(
  store: Store,
  endpointId: Buffer,
  state: BreakerState,
  now: number,
): Promise<void> {
  await store.change(
    "UPDATE endpoints SET breaker_state = ?, breaker_changed_at = ? WHERE id = ? AND breaker_state <> ?",
    [state, now, endpointId, state],
  );
}
