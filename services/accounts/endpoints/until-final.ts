import { untilUnderWay } from "../../rules/until-under-way.ts";
import { areAnyInFlight, listOnTheWire } from "../../store/for-accounts.ts";
import type { Accounts } from "../accounts.ts";

/** With so many on the wire it is not asked which of them had begun before. */
const mostLookedAt = 1_000;

/**
 * Waits until the change of a profile is final: attempts that had begun by what it was before have started or ended. A
 * begin that comes after the change sees it.
 */
export async function untilFinal({ store, clock }: Accounts, endpointId: Buffer): Promise<void> {
  const ids = await listOnTheWire(store, endpointId, mostLookedAt);
  await untilUnderWay(clock, async () => ids.length > 0 && (await areAnyInFlight(store, ids)));
}
