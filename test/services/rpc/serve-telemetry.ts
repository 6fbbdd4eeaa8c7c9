import { onTestFinished } from "vitest";
import { descriptors } from "../../../generated/rpc/descriptors.ts";
import { errorKinds } from "../../../generated/rpc/error-codes.ts";
import { TelemetryServiceService } from "../../../generated/rpc/landfall/telemetry/v1/telemetry.ts";
import { createLogger } from "../../../services/runtime/logging/logger.ts";
import { noAccess, type RpcAccess } from "../../../services/runtime/rpc/access.ts";
import { openRpcClient } from "../../../services/runtime/rpc/client.ts";
import { implement } from "../../../services/runtime/rpc/implement.ts";
import { type RpcServer, startRpcServer } from "../../../services/runtime/rpc/server.ts";
import { createTelemetry } from "../../../services/runtime/telemetry/telemetry.ts";

/** A token that servers take. */
export const token = "right-token-of-more-than-32-characters";

/** The way into a server that asks for it. */
export const withToken: RpcAccess = { ...noAccess, token };

/** A server of the one service that needs no store, until the test has ended. */
export async function serve(address: string, access: RpcAccess): Promise<RpcServer> {
  const server = await startRpcServer({
    errorKinds,
    address,
    access,
    services: [implement(TelemetryServiceService, createTelemetry("test").handlers)],
    descriptors,
    log: createLogger("test", "silent"),
    drainMs: 100,
  });
  onTestFinished(() => server.stop());
  return server;
}

/** A client of it, until the test has ended. */
export function connect(address: string, access: RpcAccess = noAccess) {
  const client = openRpcClient(TelemetryServiceService, {
    address,
    access,
    timeoutMs: 2_000,
    idempotent: [],
  });
  onTestFinished(() => client.close());
  return client;
}
