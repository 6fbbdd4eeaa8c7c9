import { purgeSignInNonces } from "../../store/for-payments.ts";
import type { Payments } from "../payments.ts";

const mostDeleted = 1_000;
const againAfterMs = 60_000;

/** Deletes a batch of nonces that have expired. @returns the milliseconds until the next; 0: there may be more */
export async function purgeExpiredNonces({
  store,
  clock,
}: Pick<Payments, "store" | "clock">): Promise<number> {
  const deleted = await purgeSignInNonces(store, clock.now(), mostDeleted);
  return deleted === mostDeleted ? 0 : againAfterMs;
}
