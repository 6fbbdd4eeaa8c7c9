import { Pool } from "undici";
import { connectionsAllowed } from "../contender.ts";

/** Opens kept-alive connections to the receiver, as many as a contender may have, each for one request at a time. */
export function receiverPool(url: string): Pool {
  return new Pool(new URL(url).origin, {
    connections: connectionsAllowed,
    pipelining: 1,
    keepAliveTimeout: 60_000,
    headersTimeout: 0,
    bodyTimeout: 0,
  });
}
