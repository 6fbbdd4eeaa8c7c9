/**
 * Describes what a claim came to: the key is this caller's to handle, under a token that no other claim has; it was handled before;
 * or another has it now, for so long at most.
 */
export type Claim =
  | { readonly state: "claimed"; readonly token: string }
  | { readonly state: "done" }
  | { readonly state: "busy"; readonly forMs: number };

/**
 * Remembers which deliveries were handled. A claim ends as done or failed, or, when whoever had it has crashed, by itself
 * after `claimMs`: then the next attempt is handled, and nothing is swallowed.
 */
export interface SeenStore {
  /** Claims a key for `claimMs`, for one caller of all. */
  claim(key: string, claimMs: number): Promise<Claim>;
  /** The key is handled; remembered for `keepMs`. */
  done(key: string, token: string, keepMs: number): Promise<void>;
  /** The key is not handled, and free at once, if the claim is still this one. */
  failed(key: string, token: string): Promise<void>;
}
