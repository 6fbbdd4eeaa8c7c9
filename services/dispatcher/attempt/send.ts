import { createSecureContext, type SecureContextOptions } from "node:tls";
import type { EgressPolicy } from "../../runtime/egress/policy.ts";
import type { Resolve } from "../../runtime/egress/resolve.ts";
import type { Clock } from "../../runtime/time/clock.ts";
import { Connections } from "./connections/connections.ts";
import { createDialer } from "./connections/dial.ts";
import { openOwn } from "./connections/http-client.ts";
import type { OpenConnection } from "./connections/http-connection.ts";
import { Origin } from "./connections/origin.ts";
import { Origins } from "./connections/origins.ts";
import { ReadPace } from "./connections/read-pace.ts";
import { targetOf } from "./connections/targets.ts";
import { Exchange, type StartWindow } from "./exchange.ts";
import { OpenExchanges } from "./open-exchanges.ts";
import type { AttemptResult } from "./result.ts";

/** One HTTP request to send. */
export interface OutgoingRequest {
  /** Absolute, as `checkDestination` returned it. */
  readonly url: string;
  readonly method: string;
  /** Name, value, name, value; one character per byte, as `attemptHeaders` returns them. */
  readonly headers: string[];
  /** Empty if there is no body. */
  readonly body: Buffer;
  /**
   * Bounds the dial, including the wait for a free connection, and then again the exchange from its first
   * byte.
   */
  readonly timeoutMs: number;
  /** Only requests with the same name share connections; those without a name share theirs. */
  readonly connections?: string;
  /** Whose share of name lookups it uses, such as a project's id: hanging lookups exhaust only that share. */
  readonly asker?: string;
}

export interface SenderLimits {
  /** Connections, and so concurrent requests, per name and origin; more wait for one within their timeout. */
  readonly connectionsPerOrigin: number;
  /** Origins whose connections are kept; beyond it the one idle for longest is closed. */
  readonly maxOrigins: number;
  /** Time without requests after which an origin is closed. */
  readonly idleOriginMs: number;
  /**
   * Idle time after which a connection is closed, unless the receiver names another; below the 5 s of many
   * servers.
   */
  readonly keepAliveMs: number;
  readonly connectMs: number;
  /** Bound on everything received in answer to a request; beyond it reading stops with `too_large`. */
  readonly maxAnswerBytes: number;
  /** The same for one head of an answer. */
  readonly maxHeadBytes: number;
  readonly snippetBytes: number;
}

export const defaultSenderLimits: SenderLimits = {
  connectionsPerOrigin: 64,
  maxOrigins: 1_000,
  idleOriginMs: 60_000,
  keepAliveMs: 4_000,
  connectMs: 10_000,
  maxAnswerBytes: 1_048_576,
  maxHeadBytes: 65_536,
  snippetBytes: 4_096,
};

export interface SenderOptions {
  readonly clock: Clock;
  readonly policy: EgressPolicy;
  readonly resolve: Resolve;
  readonly limits?: Partial<SenderLimits>;
  /** Certificates to trust and similar options; null or absent for Node's defaults. */
  readonly tls?: SecureContextOptions | null;
  /** The HTTP client; absent for our own. */
  readonly client?: OpenConnection;
}

/** Load of one origin. */
export interface OriginLoad {
  readonly inFlight: number;
  readonly waiting: number;
}

export interface Sender {
  /** Sends one request and reads the answer, within bounds. Never rejects, whatever the peer does. */
  send(request: OutgoingRequest): Promise<AttemptResult>;
  /** Like `send`, but starts only while the window is open; null if it was closed and nothing was sent. */
  sendWithin(window: StartWindow, request: OutgoingRequest): Promise<AttemptResult | null>;
  /** Load of each busy origin, by connection name and origin (`name https://host:port`). */
  load(): ReadonlyMap<string, OriginLoad>;
  /** Accepts no more requests, waits up to `graceMs` for those in flight, then ends them as `interrupted`. */
  close(options: { readonly graceMs: number }): Promise<void>;
}

/**
 * Creates the dispatcher's HTTP/1.1 client. Each origin has kept-alive connections of its own, so one that
 * hangs delays no other. Redirects are never followed.
 */
export function createSender(options: SenderOptions): Sender {
  const { clock } = options;
  const limits = { ...defaultSenderLimits, ...options.limits };
  const dialing = new Set<() => void>();
  const newConnections = connectionsFactory(options, limits, dialing);
  const origins = new Origins(clock, limits, (url, asker) => {
    return new Origin(newConnections(url, asker), clock.now());
  });
  const open = new OpenExchanges();
  let closed = false;

  function start(window: StartWindow | null, request: OutgoingRequest): Promise<AttemptResult | null> {
    const target = targetOf(request.url);
    let origin: Origin | null = null;
    const exchange = new Exchange(clock, request.timeoutMs, window, limits, {
      settled: (ended) => open.remove(ended),
      released: (ended) => origin?.release(ended, clock.now()),
    });
    if (closed) {
      exchange.fail({ code: "interrupted", message: "this process is shutting down" });
    } else if (target === null) {
      exchange.fail({ code: "connect", message: "the destination is not an http or https URL" });
    } else {
      origin = origins.of(target, request.connections ?? "", request.asker);
      open.add(exchange);
      const { method, headers, body } = request;
      origin.start(exchange, { method, path: target.path, headers, body }, clock.now());
    }
    return exchange.result;
  }

  return {
    sendWithin: start,

    async send(request) {
      const result = await start(null, request);
      if (result === null) throw new Error("a request without a window was withdrawn");
      return result;
    },

    load() {
      return new Map(origins.busy().map(([name, { inFlight, waiting }]) => [name, { inFlight, waiting }]));
    },

    async close({ graceMs }) {
      closed = true;
      await open.drain(clock, graceMs);
      for (const giveUp of dialing) giveUp();
      origins.destroy();
    },
  };
}

function connectionsFactory(
  { clock, policy, resolve, tls, client = openOwn }: SenderOptions,
  limits: SenderLimits,
  dialing: Set<() => void>,
): (url: URL, asker: string | undefined) => Connections {
  const secureContext = createSecureContext(tls ?? {});
  const pace = new ReadPace();
  const dial = { clock, policy, resolve, connectMs: limits.connectMs, secureContext, dialing, pace };
  const kept = {
    keepAliveMs: limits.keepAliveMs,
    mostKeepAliveMs: limits.idleOriginMs,
    maxHeadBytes: limits.maxHeadBytes,
    maxAnswerBytes: limits.maxAnswerBytes,
  };
  return (url, asker) => {
    const dialOrigin = createDialer(url, { ...dial, asker });
    return new Connections(() => client(clock, dialOrigin, url, kept), limits.connectionsPerOrigin);
  };
}
