import { timingSafeEqual } from "node:crypto";
import { ServerInterceptingCall, type ServerInterceptor, status } from "@grpc/grpc-js";
import type { Logger } from "../logger.ts";

/** The metadata key of the token. */
export const tokenKey = "authorization";

/** A token as a call carries it (RFC 6750, 2.1). */
export const bearer = (token: string): string => `Bearer ${token}`;

/**
 * True if a value of `tokenKey` is right, in constant time; only the length of a wrong one shows. It allocates
 * nothing.
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
 * Answers UNAUTHENTICATED to every call without the token, before a byte of its message is read. Health and reflection
 * are no exception: a caller with another token must not be told that all is well. The log has the first of them; who
 * has no token must not be able to fill it.
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
