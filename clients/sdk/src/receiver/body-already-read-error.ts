/** Something before the receiver has read the body, so that its signature cannot be checked any more. */
export class BodyAlreadyReadError extends Error {
  override readonly name = "BodyAlreadyReadError";

  /** @param where where to mount the receiver instead */
  constructor(where: string) {
    super(
      `The body was parsed before the receiver saw it, and the signature is of its bytes as they came. ${where}`,
    );
  }
}
