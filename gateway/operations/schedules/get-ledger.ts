import type { Handler } from "../../handler.ts";
import { toLedger, toLedgerPortion, toLedgerSpan } from "../../translate/schedules/ledger.ts";

/**
 * A ledger of a million occurrences takes 5 s on an idle machine with two cores; a hundred thousand
 * schedules take 4 s more.
 */
const timeoutMs = 60_000;
/** Default size of a portion. */
const usualPortion = 1_000;

/** GET /v1/ledger */
export const getLedger: Handler<"getLedger"> = async ({ query, caller, requestId }, { scheduler }) => {
  const { cursor } = query;
  const limit = query.portion ?? (cursor === undefined ? undefined : usualPortion);
  const request = { caller, ...toLedgerSpan(query), limit, cursor };
  const ledger = await scheduler.getLedger(request, { requestId, timeoutMs });
  return { status: 200, body: limit === undefined ? toLedger(ledger) : toLedgerPortion(ledger) };
};
