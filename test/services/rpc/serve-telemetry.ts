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

/** A valid token. */
export const token = "right-token-of-more-than-32-characters";

/** Access with that token. */
export const withToken: RpcAccess = { ...noAccess, token };

/** Starts a server of the telemetry service, which needs no store; it ends with the test. */
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

/** Opens a client of it, which is closed at the end of the test. */
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
