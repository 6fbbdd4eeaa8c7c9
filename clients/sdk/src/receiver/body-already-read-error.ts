/** The body was read before the receiver got the request, so its signature cannot be verified. */
export class BodyAlreadyReadError extends Error {
  override readonly name = "BodyAlreadyReadError";

  /** @param where how to mount the receiver instead */
  constructor(where: string) {
    super(
      `The body was parsed before the receiver saw it, and the signature is of its bytes as they came. ${where}`,
    );
  }
}
