import { createServer } from "node:http";
import type { Arrival } from "./judge.ts";

/**
 * A cheap receiver: answers 200 and records requests. Forked: it reports its port, and its records when it gets any
 * message.
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
// Never closes a connection first: duplicates must have only one possible cause.
server.keepAliveTimeout = 600_000;
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.send?.(typeof address === "object" && address ? address.port : 0);
});
process.on("message", () => process.send?.(arrivals));
process.on("disconnect", () => process.exit());
