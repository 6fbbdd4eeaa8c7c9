import type { Handler } from "../operations.ts";
import { toLedger, toLedgerSpan } from "../translate/ledger.ts";

/** GET /v1/schedules/{id}/ledger */
export const getScheduleLedger: Handler<"getScheduleLedger"> = async (call, { scheduler }) => {
  const { path, query, caller, requestId } = call;
  const request = { caller, id: path.id, ...toLedgerSpan(query) };
  return { status: 200, body: toLedger(await scheduler.getScheduleLedger(request, { requestId })) };
};
