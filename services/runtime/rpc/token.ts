import { timingSafeEqual } from "node:crypto";
import { ServerInterceptingCall, type ServerInterceptor, status } from "@grpc/grpc-js";

/** The metadata key of the token. */
export const tokenKey = "authorization";

/** A token as a call carries it (RFC 6750, 2.1). */
export const bearer = (token: string): string => `Bearer ${token}`;

/**
 * Whether a value of `tokenKey` is right, in constant time; only the length of a wrong one shows. Nothing is allocated
 * for a call.
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
 * are no exception: a caller with another token must not be told that all is well.
 */
export function requireToken(token: string): ServerInterceptor {
  const isRight = createTokenCheck(token);
  return (_method, call) =>
    new ServerInterceptingCall(call, {
      start: (next) =>
        next({
          onReceiveMetadata(metadata, pass) {
            if (isRight(metadata.get(tokenKey)[0])) pass(metadata);
            else
              call.sendStatus({
                code: status.UNAUTHENTICATED,
                details: "the call lacks the RPC_TOKEN of this process",
              });
          },
        }),
    });
}
