import { BinaryReader } from "@bufbuild/protobuf/wire";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { ReflectionService } from "@grpc/reflection";
import { HealthImplementation } from "grpc-health-check";
import type { Logger } from "../logger.ts";
import { maxMessageBytes } from "./definition.ts";
import type { RpcImplementation } from "./implement.ts";

/** What a server listens on and serves. */
export interface RpcServerOptions {
  readonly host: string;
  /** 0 lets the system choose one. */
  readonly port: number;
  readonly services: readonly RpcImplementation[];
  /** A serialized `google.protobuf.FileDescriptorSet`, for reflection; null serves none. */
  readonly descriptors: Uint8Array | null;
  readonly log: Logger;
  /** How long calls in flight may take once `stop` is called, before they are cut. */
  readonly drainMs?: number;
}

/** A server that listens. */
export interface RpcServer {
  /** The port it listens on. */
  readonly port: number;
  /** What the health service says of this process; serving from the start. */
  setServing(serving: boolean): void;
  /** Takes no new calls, lets those in flight finish, within the bound. */
  stop(): Promise<void>;
}

const defaultDrainMs = 10_000;

/**
 * Starts a gRPC server without TLS, for a private network, with the health service and reflection.
 *
 * @throws when the address cannot be bound
 */
export async function startRpcServer(options: RpcServerOptions): Promise<RpcServer> {
  const { host, log, services, descriptors, drainMs = defaultDrainMs } = options;
  const server = new Server({
    "grpc.max_receive_message_length": maxMessageBytes,
    "grpc.max_send_message_length": maxMessageBytes,
  });
  const health = new HealthImplementation({ "": "SERVING" });
  health.addToServer(server);
  if (descriptors !== null) reflection(descriptors).addToServer(server);
  for (const service of services) server.addService(service.definition, service.bind(log));
  const port = await bind(server, `${host}:${options.port}`);
  log.info({ host, port }, "rpc server listens");
  return {
    port,
    setServing: (serving) => health.setStatus("", serving ? "SERVING" : "NOT_SERVING"),
    stop() {
      health.setStatus("", "NOT_SERVING");
      return drain(server, drainMs);
    },
  };
}

function bind(server: Server, address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(address, ServerCredentials.createInsecure(), (error, port) => {
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
