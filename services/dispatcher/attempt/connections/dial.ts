import { isIP, type LookupFunction, connect as netConnect, type Socket } from "node:net";
import { type SecureContext, type TLSSocket, connect as tlsConnect } from "node:tls";
import { type EgressPolicy, hostOf, needsAllowance } from "../../../runtime/egress/policy.ts";
import type { Resolve } from "../../../runtime/egress/resolve.ts";
import type { Clock } from "../../../runtime/time/clock.ts";
import { DialError, dialErrorFrom } from "./dial-error.ts";
import { mostReadBytes, type ReadPace } from "./read-pace.ts";

export interface DialOptions {
  readonly clock: Clock;
  readonly policy: EgressPolicy;
  readonly resolve: Resolve;
  /** Whose share of name lookups it uses; undefined for a share of its own. */
  readonly asker?: string | undefined;
  /** Time limit for name lookup, connect and TLS handshake together. */
  readonly connectMs: number;
  /** Created once and shared: creating one loads every root certificate. */
  readonly secureContext: SecureContext;
  /** Cancels each dial that is under way; called on shutdown. */
  readonly dialing: Set<() => void>;
  /** Shared by all connections. */
  readonly pace: ReadPace;
}

/** Receives incoming bytes up to `end`. The buffer is reused after the call. */
export type OnBytes = (bytes: Buffer, end: number) => void;

/** Called exactly once. */
export type OnDialed = (...outcome: [error: DialError, socket: null] | [error: null, socket: Socket]) => void;

/** Opens one connection. Without `onBytes` its socket is read as an ordinary stream. */
export type Dial = (onBytes: OnBytes | null, onDialed: OnDialed) => void;

/** Shared by all sockets without TLS, in place of a buffer for each read. */
const readBuffer = Buffer.allocUnsafeSlow(mostReadBytes);

/**
 * Returns a function that connects to one origin.
 *
 * The egress check runs here, at the dial, where a name can no longer change its address: resolved
 * addresses are filtered, a literal address is checked before connecting (sockets skip the lookup for
 * those), and the connected socket's remote address is checked again. Plain http, other ports and internal
 * names need an allowed address.
 */
export function createDialer(origin: URL, options: DialOptions): Dial {
  const { pace } = options;
  const host = hostOf(origin);
  const secure = origin.protocol === "https:";
  const port = Number(origin.port) || (secure ? 443 : 80);
  const onlyAllowed = needsAllowance(origin);
  const mayDial = (address: string): boolean => {
    const permission = options.policy.permits(address);
    return permission === "allowed" || (permission === "public" && !onlyAllowed);
  };
  const target = {
    host,
    port,
    lookup: guardedLookup(options, mayDial),
    autoSelectFamily: true,
    // Node's default of 250 ms gives up on receivers behind a satellite link before they can answer.
    autoSelectFamilyAttemptTimeout: 1_000,
  };
  let session: Buffer | undefined;

  return (onBytes, onDialed) => {
    if (isIP(host) !== 0 && !mayDial(host)) {
      queueMicrotask(() => onDialed(blocked(), null));
      return;
    }
    if (!secure) {
      const reading =
        onBytes === null ? {} : { onread: readInto(onBytes, (end) => pace.mayGoOn(plain, end)) };
      const plain: Socket = netConnect({ ...target, ...reading });
      follow(plain, "connect", mayDial, options, onDialed);
      return;
    }
    const socket: TLSSocket = tlsConnect({
      ...target,
      // RFC 6066, 3: SNI has no addresses and no trailing dot. Without SNI Node checks against `host`.
      ...(isIP(host) === 0 ? { servername: host.replace(/\.$/, "") } : {}),
      secureContext: options.secureContext,
      ALPNProtocols: ["http/1.1"],
      ...(session === undefined ? {} : { session }),
    });
    // Resuming a session saves a round trip and the expensive half of a handshake in a burst.
    socket.on("session", (latest) => {
      session = latest;
    });
    if (onBytes !== null) {
      socket.on("data", (bytes) => {
        onBytes(bytes, bytes.length);
        if (!pace.mayGoOn(socket, bytes.length)) socket.pause();
      });
    }
    follow(socket, "secureConnect", mayDial, options, onDialed);
  };
}

function readInto(onBytes: OnBytes, mayGoOn: (end: number) => boolean) {
  const callback = (end: number): boolean => {
    onBytes(readBuffer, end);
    return mayGoOn(end);
  };
  return { buffer: readBuffer, callback };
}

/** Reports the outcome exactly once: on `readyEvent`, or on whatever ends the dial first. */
function follow(
  socket: Socket,
  readyEvent: "connect" | "secureConnect",
  mayDial: (address: string) => boolean,
  { clock, connectMs, dialing }: DialOptions,
  onDialed: OnDialed,
): void {
  let stage: "connect" | "tls" = "connect";
  let open = true;
  const finish = (error: DialError | null) => {
    if (!open) return;
    open = false;
    callOff();
    dialing.delete(giveUp);
    if (error === null) {
      onDialed(null, socket);
    } else {
      socket.destroy();
      onDialed(error, null);
    }
  };
  const callOff = clock.after(connectMs, () => {
    finish(new DialError("timeout", `no connection within ${connectMs} ms (${stage} stage)`));
  });
  const giveUp = () => finish(new DialError("connect", "the dial was given up"));
  dialing.add(giveUp);
  socket.setNoDelay(true);
  socket.setKeepAlive(true, 60_000);
  socket.once("connect", () => {
    stage = "tls";
    if (socket.remoteAddress === undefined || !mayDial(socket.remoteAddress)) finish(blocked());
  });
  socket.once(readyEvent, () => finish(null));
  // Stays attached: an error after the connection released the socket must not crash the process.
  socket.on("error", (error) => finish(dialErrorFrom(error, stage)));
  socket.once("close", () => finish(new DialError(stage, "the connection was closed while it was made")));
}

/** Resolves only to allowed addresses; several are tried in turn (RFC 8305). */
function guardedLookup(
  { resolve, asker }: DialOptions,
  mayDial: (address: string) => boolean,
): LookupFunction {
  const asking = asker === undefined ? undefined : { by: asker };
  return (hostName, options, callback) => {
    resolve(hostName, asking).then(
      (addresses) => {
        const [first, ...others] = addresses.filter(mayDial);
        if (first === undefined) return callback(blocked(), "");
        if (options.all !== true) return callback(null, first, isIP(first));
        callback(
          null,
          [first, ...others].map((address) => ({ address, family: isIP(address) })),
        );
      },
      (error: unknown) => {
        const reason = error instanceof Error ? error.message : "the name could not be resolved";
        callback(new DialError("dns", reason), "");
      },
    );
  };
}

function blocked(): DialError {
  return new DialError("blocked", "the host's address is not one that may be dialled");
}
