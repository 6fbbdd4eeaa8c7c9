/** Everything the payments service may do with the store. */
export type { Mode, Owner } from "./accounts/owner.ts";
export { connectStore, type Queryable, type Store } from "./session/connect.ts";
export { probeWrites } from "./session/probe-writes.ts";
export { isDuplicate } from "./session/store-errors.ts";
export { storeTime } from "./session/store-time.ts";
export { purgeSignInNonces, takeSignInNonce } from "./wallets/sign-in-nonces.ts";
export { findWallet, type WalletRecord } from "./wallets/wallets.ts";
