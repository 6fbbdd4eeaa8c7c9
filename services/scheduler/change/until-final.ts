import { untilUnderWay } from "../../rules/until-under-way.ts";
import { areAnyInFlight, type OpenDelivery } from "../../store/for-scheduler.ts";
import type { Scheduler } from "../scheduler.ts";

/**
 * Waits until the change of a schedule is final: attempts of its deliveries that had begun have started or
 * ended.
 *
 * @param open the open deliveries that the change found; for a one-shot none has begun, or the change was
 * refused
 */
export async function untilFinal({ store, clock }: Scheduler, open: readonly OpenDelivery[]): Promise<void> {
  const ids = open.filter(({ state }) => state === "dispatching").map(({ id }) => id);
  await untilUnderWay(clock, async () => ids.length > 0 && (await areAnyInFlight(store, ids)));
}
