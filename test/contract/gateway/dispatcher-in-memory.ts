import { DeliveryState } from "../../../generated/rpc/landfall/dispatcher/v1/delivery.ts";
import type { DispatcherServiceService } from "../../../generated/rpc/landfall/dispatcher/v1/dispatcher.ts";
import type { RpcHandlers } from "../../../services/runtime/rpc/implement.ts";
import { attempt, deliveryOf, endpointTest, overview, punctualityOf, usage } from "./samples.ts";

/** Describes what the dispatcher was asked, and what it holds. */
export interface DispatcherMemory {
  /** The last list that was asked for. */
  lastList: unknown;
  /** What there is to be punctual about, and how often somebody asked. */
  sent: number;
  punctualityCalls: number;
}

/** Makes a dispatcher that keeps everything in memory. @param failing throws what the next call is to throw */
export function dispatcherInMemory(
  state: DispatcherMemory,
  failing: () => void,
): RpcHandlers<typeof DispatcherServiceService> {
  return {
    getDelivery: async ({ id }) => deliveryOf(id),
    listDeliveries: async (request) => {
      state.lastList = request;
      return {
        deliveries: [deliveryOf("dlv_1")],
        nextCursor: "next",
        total: request.includeTotal ? 7 : undefined,
      };
    },
    listAttempts: async () => ({ attempts: [attempt] }),
    listLogs: async (request) => {
      state.lastList = request;
      const entry = { attempt, scheduleId: "sch_1", endpoint: "https://example.com/", method: "POST" };
      return { entries: [entry], nextCursor: "next" };
    },
    getOverview: async (request) => {
      state.lastList = request;
      return overview;
    },
    getPunctuality: async () => {
      state.punctualityCalls++;
      return punctualityOf(state.sent);
    },
    getUsage: async () => usage,
    cancelDelivery: async ({ id }) => ({ ...deliveryOf(id), state: DeliveryState.CANCELED }),
    replayDelivery: async ({ id, idempotencyKey }) => ({
      delivery: { ...deliveryOf("dlv_2"), replayOf: id },
      replayed: idempotencyKey === "again",
    }),
    replayDeadLetters: async (request) => {
      failing();
      state.lastList = request;
      return { replayed: request.ids.length, madeBefore: request.idempotencyKey === "again" };
    },
    testEndpoint: async () => endpointTest,
  };
}
