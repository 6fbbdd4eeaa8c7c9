import {
  type CallOptions,
  type ChannelOptions,
  Client,
  Metadata,
  type MethodDefinition,
  type ServiceDefinition,
} from "@grpc/grpc-js";
import { service as healthService } from "grpc-health-check";
import { noAccess, type RpcAccess } from "./access.ts";
import { socketPathOf } from "./address.ts";
import { clientCredentials } from "./credentials.ts";
import {
  asItIs,
  maxMessageBytes,
  type RequestOf,
  type ResponseOf,
  type RpcDefinition,
  requestIdKey,
} from "./definition.ts";
import { errorOfStatus } from "./status.ts";
import { bearer, tokenKey } from "./token.ts";

/** Options of a client. */
export interface RpcClientOptions<Name extends string> {
  /** `host:port` or `unix:/path` */
  readonly address: string;
  /** Credentials for TCP; without it no token is sent and TLS is not used. */
  readonly access?: RpcAccess;
  /** Default deadline of a call. */
  readonly timeoutMs?: number;
  /**
   * Methods that may be retried when the peer was away: those that change nothing or can be repeated
   * safely.
   */
  readonly idempotent: readonly Name[];
}

/** Options of one call. */
export interface RpcCallOptions {
  readonly timeoutMs?: number;
  /** Passed on, so that the peer logs the same request id. */
  readonly requestId?: string;
  /** Cancels the call. */
  readonly signal?: AbortSignal;
}

/** The methods of a service as promises. They throw the result of `errorOfStatus`. */
export type RpcCalls<D extends RpcDefinition> = {
  readonly [Name in keyof D]: (
    request: RequestOf<D[Name]>,
    options?: RpcCallOptions,
  ) => Promise<ResponseOf<D[Name]>>;
};

/** A connection to one service. */
export interface RpcClient<D extends RpcDefinition> {
  readonly calls: RpcCalls<D>;
  /** True if the process reports within `timeoutMs` that it serves; never throws. */
  isServing(timeoutMs: number): Promise<boolean>;
  close(): void;
}

const defaultTimeoutMs = 10_000;

/** gRPC's own reconnect waits grow to two minutes; a restarted peer is back within a second. */
const channelOptions: ChannelOptions = {
  "grpc.initial_reconnect_backoff_ms": 100,
  "grpc.min_reconnect_backoff_ms": 100,
  "grpc.max_reconnect_backoff_ms": 1_000,
  "grpc.max_receive_message_length": maxMessageBytes,
  "grpc.max_send_message_length": maxMessageBytes,
  "grpc.keepalive_time_ms": 30_000,
  "grpc.keepalive_timeout_ms": 5_000,
  // gRPC would use http_proxy, even for the loopback, and send the token to the proxy.
  "grpc.enable_http_proxy": 0,
};

/**
 * Opens a client of a service. It connects on the first call, and again whenever the connection was lost; a
 * call waits for the connection up to its deadline.
 */
export function openRpcClient<D extends RpcDefinition>(
  definition: D,
  options: RpcClientOptions<keyof D & string>,
): RpcClient<D>;
export function openRpcClient(
  definition: ServiceDefinition,
  options: RpcClientOptions<string>,
): Omit<RpcClient<RpcDefinition>, "calls"> & { calls: UntypedCalls } {
  const { address, access = noAccess } = options;
  const { token } = access;
  const authorization = token !== null && socketPathOf(address) === null ? bearer(token) : null;
  const own = clientCredentials(address, access);
  const client = new Client(address, own.channelCredentials, {
    ...channelOptions,
    ...own.channelOptions,
    "grpc.service_config": serviceConfig(definition, options.idempotent),
  });
  const timeoutMs = options.timeoutMs ?? defaultTimeoutMs;
  const calls: UntypedCalls = {};
  for (const [name, method] of Object.entries(definition)) {
    calls[name] = async (request, call) =>
      callOnce(client, method, request, { timeoutMs, authorization, ...call });
  }
  return {
    calls,
    isServing: (within) => isServing(client, authorization, within),
    close: () => client.close(),
  };
}

type UntypedCalls = Record<string, (request: unknown, call?: RpcCallOptions) => Promise<unknown>>;

const nothing = Buffer.alloc(0);

/** gRPC gets a callback that drops its references to the promise and the result: see `asItIs`. */
function callOnce(
  client: Client,
  method: MethodDefinition<unknown, unknown>,
  request: unknown,
  options: RpcCallOptions & { timeoutMs: number; authorization: string | null },
): Promise<unknown> {
  const metadata = metadataWith(options.authorization);
  if (options.requestId !== undefined) metadata.set(requestIdKey, options.requestId);
  const callOptions: CallOptions = { deadline: Date.now() + options.timeoutMs };
  let answer: PromiseWithResolvers<unknown> | null = Promise.withResolvers<unknown>();
  const { promise } = answer;
  const { signal } = options;
  const cancel = () => call.cancel();
  const call = client.makeUnaryRequest<Buffer, Buffer>(
    method.path,
    asItIs,
    asItIs,
    method.requestSerialize(request),
    metadata,
    callOptions,
    (error, bytes) => {
      signal?.removeEventListener("abort", cancel);
      try {
        if (error !== null) throw errorOfStatus(error, method.path);
        answer?.resolve(method.responseDeserialize(bytes ?? nothing));
      } catch (thrown) {
        answer?.reject(thrown);
      }
      answer = null;
    },
  );
  if (signal?.aborted) cancel();
  else signal?.addEventListener("abort", cancel, { once: true });
  return promise;
}

/** The channel retries: only the methods named, and only when the peer was away. */
function serviceConfig(definition: ServiceDefinition, idempotent: readonly string[]): string {
  const name = idempotent.flatMap((member) => {
    const [, service, method] = definition[member]?.path.split("/") ?? [];
    return service === undefined ? [] : [{ service, method }];
  });
  const retryPolicy = {
    maxAttempts: 4,
    initialBackoff: "0.05s",
    maxBackoff: "0.5s",
    backoffMultiplier: 2,
    retryableStatusCodes: ["UNAVAILABLE"],
  };
  return JSON.stringify({ methodConfig: name.length === 0 ? [] : [{ name, retryPolicy }] });
}

function metadataWith(authorization: string | null): Metadata {
  const metadata = new Metadata({ waitForReady: true });
  if (authorization !== null) metadata.set(tokenKey, authorization);
  return metadata;
}

function isServing(client: Client, authorization: string | null, timeoutMs: number): Promise<boolean> {
  const check = healthService.Check;
  if (check === undefined) throw new Error("grpc-health-check has no Check");
  return new Promise((resolve) => {
    const deadline = Date.now() + timeoutMs;
    client.makeUnaryRequest(
      check.path,
      check.requestSerialize,
      check.responseDeserialize,
      { service: "" },
      metadataWith(authorization),
      { deadline },
      (error, response) => resolve(error === null && hasStatus(response) && response.status === "SERVING"),
    );
  });
}

function hasStatus(value: unknown): value is { status: unknown } {
  return typeof value === "object" && value !== null && "status" in value;
}
