/** Everything the accounts service may do with the store. */
export { type ApiKeyRecord, findApiKey, insertApiKeys } from "./accounts/api-keys.ts";
export { findProjectByName, insertProject, type ProjectRecord } from "./accounts/projects.ts";
export { deleteSigningSecrets, rotateSigningSecrets } from "./accounts/rotate-signing-secrets.ts";
export {
  insertSigningSecrets,
  loadSigningSecrets,
  type SigningSecretRecord,
} from "./accounts/signing-secrets.ts";
export { connectStore, type Queryable, type Store } from "./connect.ts";
export type { Mode } from "./mode.ts";
export { storeTime } from "./ping.ts";
