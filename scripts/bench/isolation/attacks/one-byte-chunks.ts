import { deliveriesTo } from "../deliveries-attack.ts";

/** 32 deliveries to a receiver that sends chunks of one byte for ever, and 32 more every two seconds. */
export const oneByteChunks = deliveriesTo({ path: "/drips", atOnce: 32, everyMs: 2_000, fields: {} });
