import type { Handler } from "../../handler.ts";
import { toLedger, toLedgerSpan } from "../../translate/ledger.ts";

/** A million occurrences take 5 s on an idle machine of two cores, a hundred thousand schedules 4 s more. */
const timeoutMs = 60_000;

/** GET /v1/ledger */
export const getLedger: Handler<"getLedger"> = async ({ query, caller, requestId }, { scheduler }) => {
  const ledger = await scheduler.getLedger({ caller, ...toLedgerSpan(query) }, { requestId, timeoutMs });
  return { status: 200, body: toLedger(ledger) };
};
