/** Settings of the APIs for wallets. */
export interface WalletSettings {
  /** Origin of the gateway as callers reach it; never taken from a request. */
  readonly publicUrl: URL;
}
