/**
 * Result of a claim: the caller may handle the key, under a unique token; it was handled before; or another
 * caller holds it for at most this long.
 */
export type Claim =
  | { readonly state: "claimed"; readonly token: string }
  | { readonly state: "done" }
  | { readonly state: "busy"; readonly forMs: number };

/**
 * Remembers which deliveries were handled. A claim ends as done or failed, or, if its holder crashed,
 * expires after `claimMs`: then the next attempt is handled, and no delivery is lost.
 */
export interface SeenStore {
  /** Claims a key for `claimMs`, for one caller only. */
  claim(key: string, claimMs: number): Promise<Claim>;
  /** Marks the key as handled; it is remembered for `keepMs`. */
  done(key: string, token: string, keepMs: number): Promise<void>;
  /** Releases the key at once, if the claim still has this token. */
  failed(key: string, token: string): Promise<void>;
}
