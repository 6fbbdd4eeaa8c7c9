import { idempotentRpcs } from "../../generated/rpc/idempotent-rpcs.ts";
import { AccountsServiceService } from "../../generated/rpc/landfall/accounts/v1/accounts.ts";
import { DispatcherServiceService } from "../../generated/rpc/landfall/dispatcher/v1/dispatcher.ts";
import type { Punctuality } from "../../generated/rpc/landfall/dispatcher/v1/figures.ts";
import { PaymentsServiceService } from "../../generated/rpc/landfall/payments/v1/payments.ts";
import { SchedulerServiceService } from "../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import { TelemetryServiceService } from "../../generated/rpc/landfall/telemetry/v1/telemetry.ts";
import type { RpcAccess } from "../../services/runtime/rpc/access.ts";
import { openRpcClient, type RpcCalls, type RpcClient } from "../../services/runtime/rpc/client.ts";
import type { Telemetry } from "../../services/runtime/telemetry/telemetry.ts";
import type { Clock } from "../../services/runtime/time/clock.ts";
import { type ApiKeys, createApiKeys } from "./api-keys.ts";
import { createBatcher, largeCallLimits, type SendCreates } from "./create-batcher.ts";
import { type Creates, createCreates } from "./creates.ts";
import { remembered } from "./remembered.ts";

/** Addresses of the services, each `host:port` or `unix:/path`. */
export interface ServiceAddresses {
  readonly scheduler: string;
  readonly dispatcher: string;
  readonly accounts: string;
  /** Absent where no API for wallets is served. */
  readonly payments?: string;
  /** Credentials for TCP. */
  readonly access?: RpcAccess;
}

/** Health and metrics of one process behind the gateway. */
export interface Peer {
  readonly name: string;
  /** True if it serves; never throws. */
  isServing(timeoutMs: number): Promise<boolean>;
  /** The reason it reports for not serving; null if it serves or gives none. Never throws. */
  problem(timeoutMs: number): Promise<string | null>;
  /** Its metrics, in prom-client's JSON. @throws ServiceError unavailable */
  metricsJson(timeoutMs: number): Promise<string>;
}

/** The services that operations call. */
export interface Services {
  readonly scheduler: RpcCalls<typeof SchedulerServiceService>;
  readonly dispatcher: RpcCalls<typeof DispatcherServiceService>;
  readonly accounts: RpcCalls<typeof AccountsServiceService>;
  /** Null where no API for wallets is served. */
  readonly payments: RpcCalls<typeof PaymentsServiceService> | null;
  readonly creates: Creates;
  readonly apiKeys: ApiKeys;
  /** Public, so the dispatcher is asked at most every 30 s. */
  readonly punctuality: (requestId: string) => Promise<Punctuality>;
  /** Version of the scheduler's time zone rules; asked for at most every 30 s. */
  readonly timeZoneRules: (requestId: string) => Promise<string>;
  readonly peers: readonly Peer[];
  readonly telemetry: Telemetry;
  close(): void;
}

const punctualityForMs = 30_000;
const zoneRulesForMs = 30_000;
/** Short, so that `whoami` does not wait for a scheduler that is away. */
const zoneRulesWithinMs = 1_000;

/** Creates the clients of the services. Each connects on its first call. */
export function openServices(addresses: ServiceAddresses, telemetry: Telemetry, clock: Clock): Services {
  const { access } = addresses;
  const reached = (address: string) => ({ address, ...(access && { access }) });
  const scheduler = openRpcClient(SchedulerServiceService, {
    ...reached(addresses.scheduler),
    idempotent: idempotentRpcs.SchedulerService,
  });
  const dispatcher = openRpcClient(DispatcherServiceService, {
    ...reached(addresses.dispatcher),
    idempotent: idempotentRpcs.DispatcherService,
  });
  const accounts = openRpcClient(AccountsServiceService, {
    ...reached(addresses.accounts),
    idempotent: idempotentRpcs.AccountsService,
  });
  const payments =
    addresses.payments === undefined
      ? null
      : openRpcClient(PaymentsServiceService, {
          ...reached(addresses.payments),
          idempotent: idempotentRpcs.PaymentsService,
        });
  const sendCreates: SendCreates = async (items, requestId) =>
    (await scheduler.calls.createSchedules({ items }, { requestId })).results;
  const peers = {
    scheduler: addresses.scheduler,
    dispatcher: addresses.dispatcher,
    accounts: addresses.accounts,
    ...(addresses.payments !== undefined && { payments: addresses.payments }),
  };
  const figures = Object.entries(peers).map(([name, address]) => ({
    name,
    client: openRpcClient(TelemetryServiceService, { ...reached(address), idempotent: [] }),
  }));
  return {
    scheduler: scheduler.calls,
    dispatcher: dispatcher.calls,
    accounts: accounts.calls,
    payments: payments?.calls ?? null,
    creates: createCreates(
      {
        small: createBatcher(sendCreates, clock),
        large: createBatcher(sendCreates, clock, largeCallLimits),
      },
      (caller, endpoints, requestId) => scheduler.calls.awaitNames({ caller, endpoints }, { requestId }),
    ),
    apiKeys: createApiKeys(
      (apiKey, requestId) => accounts.calls.authenticate({ apiKey }, { requestId }),
      clock,
    ),
    punctuality: remembered(
      (requestId) => dispatcher.calls.getPunctuality({}, { requestId }),
      punctualityForMs,
      clock,
    ),
    timeZoneRules: remembered(
      async (requestId) =>
        (await scheduler.calls.getZoneRules({}, { requestId, timeoutMs: zoneRulesWithinMs })).inForce,
      zoneRulesForMs,
      clock,
    ),
    peers: figures.map(({ name, client }) => peerOf(name, client)),
    telemetry,
    close() {
      for (const client of [scheduler, dispatcher, accounts, payments]) client?.close();
      for (const { client } of figures) client.close();
    },
  };
}

function peerOf(name: string, client: RpcClient<typeof TelemetryServiceService>): Peer {
  return {
    name,
    isServing: (timeoutMs) => client.isServing(timeoutMs),
    async problem(timeoutMs) {
      const status = await client.calls.getStatus({}, { timeoutMs }).catch(() => null);
      return status?.problem ?? null;
    },
    async metricsJson(timeoutMs) {
      return (await client.calls.getMetrics({}, { timeoutMs })).metricsJson;
    },
  };
}
