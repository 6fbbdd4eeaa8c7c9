import { descriptors } from "../../generated/rpc/descriptors.ts";
import { errorKinds } from "../../generated/rpc/error-codes.ts";
import { PaymentsServiceService } from "../../generated/rpc/landfall/payments/v1/payments.ts";
import { TelemetryServiceService } from "../../generated/rpc/landfall/telemetry/v1/telemetry.ts";
import type { Logger } from "../runtime/logging/logger.ts";
import { whileThereIsRoom } from "../runtime/process/disk-room.ts";
import { startLoop } from "../runtime/process/loop.ts";
import type { RpcAccess } from "../runtime/rpc/access.ts";
import { implement } from "../runtime/rpc/implement.ts";
import { startRpcServer } from "../runtime/rpc/server.ts";
import { createTelemetry } from "../runtime/telemetry/telemetry.ts";
import type { Clock } from "../runtime/time/clock.ts";
import { followStore } from "../runtime/time/follow-store.ts";
import { StoreClock } from "../runtime/time/store-clock.ts";
import { probeWrites, storeTime } from "../store/for-payments.ts";
import { purgeExpiredNonces } from "./loops/purge-sign-in-nonces.ts";
import type { Payments } from "./payments.ts";
import { paymentsHandlers } from "./rpc/handlers.ts";

export interface PaymentsOptions extends Omit<Payments, "clock"> {
  /** The machine's clock; the service itself uses the store's time. */
  readonly clock: Clock;
  readonly log: Logger;
  /** `host:port`, where port 0 lets the system choose one, or `unix:/path`. */
  readonly listen: string;
  readonly access: RpcAccess;
  /** A folder on the store's disk; null or absent: the disk is on another machine. */
  readonly storeDisk?: string | null;
}

/** A running payments service. */
export interface RunningPayments {
  readonly port: number;
  /** Takes no new calls, and finishes those in flight. The caller closes the store after it. */
  stop(): Promise<void>;
}

/**
 * Starts the payments service. Its health check reports serving while the store answers.
 *
 * @throws when the address cannot be bound
 */
export async function startPayments(options: PaymentsOptions): Promise<RunningPayments> {
  const { store, keys, publicUrl, mode, chains, log, listen, access } = options;
  const clock = new StoreClock(options.clock);
  const telemetry = createTelemetry("payments");
  const payments: Payments = { store, clock, keys, publicUrl, mode, chains };
  const server = await startRpcServer({
    errorKinds,
    address: listen,
    access,
    services: [
      implement(PaymentsServiceService, paymentsHandlers(payments)),
      implement(TelemetryServiceService, telemetry.handlers),
    ],
    descriptors,
    log,
  });
  server.setServing(false);
  const { setServing } = server;
  const watch = followStore({
    storeTime: () => storeTime(store),
    write: () => whileThereIsRoom(options.storeDisk ?? null, () => probeWrites(store, "payments")),
    clock,
    log,
    telemetry,
    setServing,
  });
  const purge = startLoop({
    name: "purge-sign-in-nonces",
    clock,
    log,
    runOnce: () => purgeExpiredNonces(payments),
  });
  return {
    port: server.port,
    async stop() {
      await purge.stop();
      await watch.stop();
      await server.stop();
    },
  };
}
