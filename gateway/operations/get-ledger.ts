import type { Handler } from "../operations.ts";
import { toLedger, toLedgerSpan } from "../translate/ledger.ts";

/** GET /v1/ledger */
export const getLedger: Handler<"getLedger"> = async ({ query, caller, requestId }, { scheduler }) => {
  const ledger = await scheduler.getLedger({ caller, ...toLedgerSpan(query) }, { requestId });
  return { status: 200, body: toLedger(ledger) };
};
