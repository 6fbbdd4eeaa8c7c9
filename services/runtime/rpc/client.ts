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

/** Where a client calls, and how long it waits. */
export interface RpcClientOptions<Name extends string> {
  /** `host:port` or `unix:/path` */
  readonly address: string;
  /** How it is let in over TCP; without it no token is sent, and no TLS spoken. */
  readonly access?: RpcAccess;
  /** The deadline of a call that names none. */
  readonly timeoutMs?: number;
  /** Methods that may be sent again when the peer was away: those that change nothing, or the same twice. */
  readonly idempotent: readonly Name[];
}

/** Describes what one call may say for itself. */
export interface RpcCallOptions {
  readonly timeoutMs?: number;
  /** Handed on, so that the peer's log names the same request. */
  readonly requestId?: string;
  /** Gives the call up. */
  readonly signal?: AbortSignal;
}

/** The methods of a service as promises. They throw what `errorOfStatus` makes of a failure. */
export type RpcCalls<D extends RpcDefinition> = {
  readonly [Name in keyof D]: (
    request: RequestOf<D[Name]>,
    options?: RpcCallOptions,
  ) => Promise<ResponseOf<D[Name]>>;
};

/** A connection to one service. */
export interface RpcClient<D extends RpcDefinition> {
  readonly calls: RpcCalls<D>;
  /** True if the process says within `timeoutMs` that it serves; never throws. */
  isServing(timeoutMs: number): Promise<boolean>;
  close(): void;
}

const defaultTimeoutMs = 10_000;

/** gRPC's own reconnect waits grow to two minutes; a peer that restarts is back in a second. */
const channelOptions: ChannelOptions = {
  "grpc.initial_reconnect_backoff_ms": 100,
  "grpc.min_reconnect_backoff_ms": 100,
  "grpc.max_reconnect_backoff_ms": 1_000,
  "grpc.max_receive_message_length": maxMessageBytes,
  "grpc.max_send_message_length": maxMessageBytes,
  "grpc.keepalive_time_ms": 30_000,
  "grpc.keepalive_timeout_ms": 5_000,
  // gRPC would go by http_proxy, for the loopback too, and hand the token to the proxy.
  "grpc.enable_http_proxy": 0,
};

/**
 * Opens a connection to a service. It connects when first called and again whenever it was lost; a
 * call waits for that up to its deadline.
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

/** gRPC is handed a callback that lets go of the promise and what it stands for: see `asItIs`. */
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

/** Retries are the channel's business: only of the methods named, only when the peer was away. */
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
