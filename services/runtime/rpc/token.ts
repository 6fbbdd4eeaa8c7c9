import { timingSafeEqual } from "node:crypto";
import { ServerInterceptingCall, type ServerInterceptor, status } from "@grpc/grpc-js";
import type { Logger } from "../logging/logger.ts";

/** Metadata key of the token. */
export const tokenKey = "authorization";

/** A token in the form in which a call carries it (RFC 6750, 2.1). */
export const bearer = (token: string): string => `Bearer ${token}`;

/**
 * Returns a function that checks a value of `tokenKey` in constant time; only the length of a wrong one can
 * be observed. It allocates nothing.
 */
export function createTokenCheck(token: string): (presented: unknown) => boolean {
  const right = Buffer.from(bearer(token), "latin1");
  const seen = Buffer.alloc(right.length);
  return (presented) => {
    if (typeof presented !== "string" || presented.length !== right.length) return false;
    seen.write(presented, "latin1");
    return timingSafeEqual(seen, right);
  };
}

/**
 * Answers UNAUTHENTICATED to every call without the token, before reading its message. This includes health
 * and reflection: a caller with a wrong token must not be told that all is well. Logs only the first such
 * call, so that callers without the token cannot fill the log.
 */
export function requireToken(token: string, log: Logger): ServerInterceptor {
  const isRight = createTokenCheck(token);
  let refused = 0;
  return (method, call) =>
    new ServerInterceptingCall(call, {
      start: (next) =>
        next({
          onReceiveMetadata(metadata, pass) {
            if (isRight(metadata.get(tokenKey)[0])) return pass(metadata);
            if (refused++ === 0)
              log.warn(
                { rpc: method.path, peer: call.getPeer() },
                "refused a call without our RPC_TOKEN; the next are not logged",
              );
            call.sendStatus(refusal);
          },
        }),
    });
}

const refusal = { code: status.UNAUTHENTICATED, details: "the call lacks the RPC_TOKEN of this process" };
