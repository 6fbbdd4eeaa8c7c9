/** How the APIs for wallets are served. */
export interface WalletSettings {
  /** Origin of the gateway as callers reach it; never taken from a request. */
  readonly publicUrl: URL;
}
