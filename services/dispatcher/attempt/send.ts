import { createSecureContext, type SecureContextOptions } from "node:tls";
import type { Clock } from "../../runtime/clock.ts";
import type { EgressPolicy } from "../../runtime/egress/policy.ts";
import type { Resolve } from "../../runtime/egress/resolve.ts";
import { Connections } from "./connections.ts";
import { createDialer } from "./dial.ts";
import { Exchange, type StartWindow } from "./exchange.ts";
import { openOwn } from "./http-client.ts";
import type { OpenConnection } from "./http-connection.ts";
import { OpenExchanges } from "./open-exchanges.ts";
import { Origin } from "./origin.ts";
import { Origins } from "./origins.ts";
import { ReadPace } from "./read-pace.ts";
import type { AttemptResult } from "./result.ts";
import { targetOf } from "./targets.ts";

/** One HTTP request, ready to go out. */
export interface OutgoingRequest {
  /** Absolute, as `checkDestination` returned it. */
  readonly url: string;
  readonly method: string;
  /** Name, value, name, value; each character one byte, as `attemptHeaders` makes them. */
  readonly headers: string[];
  /** Empty: none. */
  readonly body: Buffer;
  /** Bounds the dial (with the wait for a free connection), and then anew the exchange from its first byte. */
  readonly timeoutMs: number;
  /** Requests of one name share connections, and no others do; absent: those without a name share theirs. */
  readonly connections?: string;
  /** Whose names it asks for, such as a project's id: those that hang take this one's share of lookups alone. */
  readonly asker?: string;
}

export interface SenderLimits {
  /** Connections, and so requests at once, of one name to one origin; more wait in line within their timeout. */
  readonly connectionsPerOrigin: number;
  /** Origins whose connections are kept; past it the longest idle one is closed. */
  readonly maxOrigins: number;
  /** An origin without requests for this long is closed. */
  readonly idleOriginMs: number;
  /** An unused connection is closed after this, unless the receiver names a time; below the 5 s of many servers. */
  readonly keepAliveMs: number;
  readonly connectMs: number;
  /** Of all that comes in answer to a request, body or not; past it reading stops with `too_large`. */
  readonly maxAnswerBytes: number;
  /** Of one head of an answer; the same. */
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
  /** Certificates to trust and the like; null or absent: what Node trusts. */
  readonly tls?: SecureContextOptions | null;
  /** The HTTP client; absent: our own. */
  readonly client?: OpenConnection;
}

/** Describes what one origin is busy with. */
export interface OriginLoad {
  readonly inFlight: number;
  readonly waiting: number;
}

export interface Sender {
  /** Sends one request and reads the answer, within bounds. Never rejects, whatever the peer does. */
  send(request: OutgoingRequest): Promise<AttemptResult>;
  /** The same for one that may start only while its window is open; null: it was closed, and nothing was sent. */
  sendWithin(window: StartWindow, request: OutgoingRequest): Promise<AttemptResult | null>;
  /** Requests by connections and origin (`name https://host:port`), of those that have any. */
  load(): ReadonlyMap<string, OriginLoad>;
  /** Takes no more, waits up to `graceMs` for what is in flight, then ends it as `interrupted`. */
  close(options: { readonly graceMs: number }): Promise<void>;
}

/**
 * The HTTP/1.1 client of the dispatcher: kept-alive connections for each origin, which share
 * nothing, so that one that hangs delays no other. Redirects are never followed.
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
