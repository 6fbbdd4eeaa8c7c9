import { createServer } from "node:http";
import type { Arrival } from "./judge.ts";

/**
 * A receiver that costs next to nothing: answers 200 and notes what came. Forked: it says its port when it listens,
 * and what it has noted when it is asked for anything.
 */
const arrivals: Arrival[] = [];

const server = createServer((request, response) => {
  const arrivedAt = Date.now();
  const { "sched-delivery-id": deliveryId, "sched-scheduled-for": scheduledFor } = request.headers;
  arrivals.push({
    deliveryId: String(deliveryId),
    idempotencyKey: String(request.headers["idempotency-key"]),
    scheduledFor: Date.parse(String(scheduledFor)),
    arrivedAt,
  });
  request.resume();
  response.end();
});
// Never the one that closes a connection just as it is used again: what comes twice is to have one cause.
server.keepAliveTimeout = 600_000;
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.send?.(typeof address === "object" && address ? address.port : 0);
});
process.on("message", () => process.send?.(arrivals));
process.on("disconnect", () => process.exit());
