import { untilUnderWay } from "../../rules/until-under-way.ts";
import { areAnyInFlight, listOnTheWire } from "../../store/for-accounts.ts";
import type { Accounts } from "../accounts.ts";

/**
 * Above this number of attempts on the wire, waits without asking which of them had begun before the change.
 */
const mostLookedAt = 1_000;

/**
 * Waits until the change of a profile is final: every attempt that had begun with the earlier values has
 * started or ended. Attempts that begin after the change use the new values.
 */
export async function untilFinal({ store, clock }: Accounts, endpointId: Buffer): Promise<void> {
  const ids = await listOnTheWire(store, endpointId, mostLookedAt);
  await untilUnderWay(clock, async () => ids.length > 0 && (await areAnyInFlight(store, ids)));
}
