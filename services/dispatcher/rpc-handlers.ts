import type { DispatcherServiceService } from "../../generated/rpc/landfall/dispatcher/v1/dispatcher.ts";
import type { RpcHandlers } from "../runtime/rpc/implement.ts";
import { sharedTurns } from "../runtime/rpc/shared-turns.ts";
import { cancelDelivery } from "./rpc/cancel-delivery.ts";
import { getDelivery } from "./rpc/get-delivery.ts";
import { getOverview } from "./rpc/get-overview.ts";
import { getPunctuality } from "./rpc/get-punctuality.ts";
import { getUsage } from "./rpc/get-usage.ts";
import { listAttempts } from "./rpc/list-attempts.ts";
import { listDeliveries } from "./rpc/list-deliveries.ts";
import { listLogs } from "./rpc/list-logs.ts";
import { replayDeadLetters } from "./rpc/replay-dead-letters.ts";
import { replayDelivery } from "./rpc/replay-delivery.ts";
import { testEndpoint } from "./rpc/test-endpoint.ts";
import type { RpcParts } from "./rpc-parts.ts";

/** Every RPC of the service, on these parts. */
export function dispatcherHandlers(parts: RpcParts): RpcHandlers<typeof DispatcherServiceService> {
  // As many as there are connections for lists, by default; half of them are left to others than who asks most.
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
