import { BinaryReader } from "@bufbuild/protobuf/wire";
import { Server } from "@grpc/grpc-js";
import { ReflectionService } from "@grpc/reflection";
import { HealthImplementation } from "grpc-health-check";
import type { Logger } from "../logging/logger.ts";
import { type RpcAccess, requireGuard } from "./access.ts";
import { socketPathOf } from "./address.ts";
import { serverCredentials } from "./credentials.ts";
import { maxMessageBytes } from "./definition.ts";
import type { RpcImplementation } from "./implement.ts";
import type { ErrorKinds } from "./status.ts";
import { requireToken } from "./token.ts";
import { clearSocketPath, closeToOthers } from "./unix-socket.ts";

/** Options of a server. */
export interface RpcServerOptions {
  /** `host:port`, where port 0 lets the system choose one, or `unix:/path`. */
  readonly address: string;
  /** Access control over TCP. */
  readonly access: RpcAccess;
  readonly services: readonly RpcImplementation[];
  /** Kind of each error code that the services throw; an error with any other code is a defect. */
  readonly errorKinds: ErrorKinds;
  /** A serialized `google.protobuf.FileDescriptorSet`, for reflection; null to serve none. */
  readonly descriptors: Uint8Array | null;
  readonly log: Logger;
  /** Time that calls in flight have after `stop` before they are cut off. */
  readonly drainMs?: number;
}

/** A listening server. */
export interface RpcServer {
  /** The TCP port it listens on; 0 for a Unix socket. */
  readonly port: number;
  /** Sets what the health service reports; serving from the start. */
  setServing(serving: boolean): void;
  /** Accepts no new calls and gives those in flight time to finish. */
  stop(): Promise<void>;
}

const defaultDrainMs = 10_000;

/**
 * Starts a gRPC server with the health service and reflection. Over TCP every call must carry the token,
 * including health and reflection; on a Unix socket the folder's mode decides who may call.
 *
 * @throws ConfigError if anyone could call it; Error if the address cannot be bound
 */
export async function startRpcServer(options: RpcServerOptions): Promise<RpcServer> {
  const { address, access, log, services, descriptors, drainMs = defaultDrainMs } = options;
  requireGuard(address, access);
  const path = socketPathOf(address);
  const server = new Server({
    "grpc.max_receive_message_length": maxMessageBytes,
    "grpc.max_send_message_length": maxMessageBytes,
    ...(path === null && access.token !== null && { interceptors: [requireToken(access.token, log)] }),
  });
  const health = new HealthImplementation({ "": "SERVING" });
  health.addToServer(server);
  if (descriptors !== null) reflection(descriptors).addToServer(server);
  for (const service of services)
    server.addService(service.definition, service.bind(log, options.errorKinds));
  const port = await listen(server, address, access);
  log.info({ address, port }, "rpc server listens");
  return {
    port,
    setServing: (serving) => health.setStatus("", serving ? "SERVING" : "NOT_SERVING"),
    stop() {
      health.setStatus("", "NOT_SERVING");
      return drain(server, drainMs);
    },
  };
}

async function listen(server: Server, address: string, access: RpcAccess): Promise<number> {
  const path = socketPathOf(address);
  if (path === null) return bind(server, address, access);
  await clearSocketPath(path);
  await bind(server, address, access);
  closeToOthers(path);
  return 0;
}

function bind(server: Server, address: string, access: RpcAccess): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(address, serverCredentials(address, access), (error, port) => {
      if (error === null) resolve(port);
      else reject(error);
    });
  });
}

function drain(server: Server, drainMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.forceShutdown(), drainMs);
    server.tryShutdown(() => {
      clearTimeout(cut);
      resolve();
    });
  });
}

function reflection(descriptorSet: Uint8Array): ReflectionService {
  const fileDescriptorProtos: Buffer[] = [];
  const reader = new BinaryReader(descriptorSet);
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag();
    if (field === 1) fileDescriptorProtos.push(Buffer.from(reader.bytes()));
    else reader.skip(wireType);
  }
  const format = "Protocol Buffer 3 DescriptorProto";
  return new ReflectionService({ all: { format, type: {}, fileDescriptorProtos } });
}
