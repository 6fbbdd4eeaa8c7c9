import { purgeAuthCounts, purgeMagicLinks, purgeSessions, type Store } from "../../store/for-accounts.ts";
import { unusedSessionMs } from "./sign-in.ts";

const batch = 500;
const everyMs = 60_000;
/** Windows are an hour long. */
const countedMs = 2 * 3_600_000;

/** Deletes links, sessions and counts that have expired, a batch of each. @returns milliseconds until the next pass */
export async function purgePeople(store: Store, now: number): Promise<number> {
  const deleted = [
    await purgeMagicLinks(store, now, batch),
    await purgeSessions(store, now - unusedSessionMs, batch),
    await purgeAuthCounts(store, now - countedMs, batch),
  ];
  return deleted.includes(batch) ? 0 : everyMs;
}
