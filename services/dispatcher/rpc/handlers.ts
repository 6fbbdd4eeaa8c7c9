import type { DispatcherServiceService } from "../../../generated/rpc/landfall/dispatcher/v1/dispatcher.ts";
import type { RpcHandlers } from "../../runtime/rpc/implement.ts";
import { sharedTurns } from "../../runtime/rpc/shared-turns.ts";
import { cancelDelivery } from "./cancel-delivery.ts";
import { getDelivery } from "./get-delivery.ts";
import { getOverview } from "./get-overview.ts";
import { getPunctuality } from "./get-punctuality.ts";
import { getUsage } from "./get-usage.ts";
import { listAttempts } from "./list-attempts.ts";
import { listDeliveries } from "./list-deliveries.ts";
import { listLogs } from "./list-logs.ts";
import { replayDeadLetters } from "./replay-dead-letters.ts";
import { replayDelivery } from "./replay-delivery.ts";
import type { RpcParts } from "./rpc-parts.ts";
import { testEndpoint } from "./test-endpoint.ts";

/** Handlers of all RPCs of the service. */
export function dispatcherHandlers(parts: RpcParts): RpcHandlers<typeof DispatcherServiceService> {
  // As many as there are connections for lists by default; one asker gets at most half.
  const reading = sharedTurns({ total: 4, perAsker: 2, mostWaiting: 100 });
  return {
    getDelivery: (request) => getDelivery(parts, request),
    listDeliveries: (request) => reading(request.caller, () => listDeliveries(parts, request)),
    listAttempts: (request) => reading(request.caller, () => listAttempts(parts, request)),
    listLogs: (request) => reading(request.caller, () => listLogs(parts, request)),
    getOverview: (request) => reading(request.caller, () => getOverview(parts, request)),
    getPunctuality: () => getPunctuality(parts),
    getUsage: (request) => reading(request.caller, () => getUsage(parts, request)),
    cancelDelivery: (request) => cancelDelivery(parts, request),
    replayDelivery: (request) => replayDelivery(parts, request),
    replayDeadLetters: (request, context) => replayDeadLetters(parts, request, context),
    testEndpoint: (request) => testEndpoint(parts, request),
  };
}
