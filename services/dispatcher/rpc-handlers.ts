import type { DispatcherServiceService } from "../../generated/rpc/landfall/dispatcher/v1/dispatcher.ts";
import type { RpcHandlers } from "../runtime/rpc/implement.ts";
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
import type { RpcParts } from "./rpc/rpc-parts.ts";
import { testEndpoint } from "./rpc/test-endpoint.ts";

/** Every RPC of the service, on these parts. */
export function dispatcherHandlers(parts: RpcParts): RpcHandlers<typeof DispatcherServiceService> {
  return {
    getDelivery: (request) => getDelivery(parts, request),
    listDeliveries: (request) => listDeliveries(parts, request),
    listAttempts: (request) => listAttempts(parts, request),
    listLogs: (request) => listLogs(parts, request),
    getOverview: (request) => getOverview(parts, request),
    getPunctuality: () => getPunctuality(parts),
    getUsage: (request) => getUsage(parts, request),
    cancelDelivery: (request) => cancelDelivery(parts, request),
    replayDelivery: (request) => replayDelivery(parts, request),
    replayDeadLetters: (request, context) => replayDeadLetters(parts, request, context),
    testEndpoint: (request) => testEndpoint(parts, request),
  };
}
