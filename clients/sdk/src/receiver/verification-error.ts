/** Reason that verification failed. */
export type VerificationReason =
  /** The request has no signature. */
  | "missing"
  /** The signature cannot be read. */
  | "malformed"
  /** The signature is older than the tolerance. */
  | "too_old"
  /** The signature is from the future, by more than the tolerance. */
  | "too_new"
  /** No secret makes this signature: another secret, or a changed body. */
  | "no_match";

const messages: Record<VerificationReason, string> = {
  missing: "The request has no signature: neither Sched-Signature nor webhook-signature.",
  malformed: "The signature cannot be read.",
  too_old: "The signature is older than the tolerance; is this machine's clock right?",
  too_new: "The signature is from the future; is this machine's clock right?",
  no_match: "No secret makes this signature: another secret, or a body that is not as it came.",
};

/** A request that is not from Landfall, was changed, or is too old. */
export class VerificationError extends Error {
  override readonly name = "VerificationError";
  readonly reason: VerificationReason;

  constructor(reason: VerificationReason) {
    super(messages[reason]);
    this.reason = reason;
  }
}
