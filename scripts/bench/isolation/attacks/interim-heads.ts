import { deliveriesTo } from "../deliveries-attack.ts";

/** Four deliveries to a receiver that sends `HTTP/1.1 100 Continue` for ever, and four more every two seconds. */
export const interimHeads = deliveriesTo({ path: "/interim", atOnce: 4, everyMs: 2_000, fields: {} });
