/** Everything the accounts service may do with the store. */
export { type ApiKeyRecord, findApiKey, findApiKeyById, insertApiKeys } from "./accounts/api-keys.ts";
export { revokeApiKey, rotateApiKey } from "./accounts/end-api-key.ts";
export { type ApiKeyAndAccount, findApiKeyAndAccount } from "./accounts/find-key-account.ts";
export { countApiKeys, listApiKeys } from "./accounts/list-api-keys.ts";
export { noteApiKeyUse } from "./accounts/note-api-key-use.ts";
export type { Mode, Owner } from "./accounts/owner.ts";
export {
  findProject,
  findProjectByName,
  insertProject,
  listProjects,
  type ProjectRecord,
  setProjectRetention,
} from "./accounts/projects.ts";
export { deleteSigningSecrets, rotateSigningSecrets } from "./accounts/rotate-signing-secrets.ts";
export { setPlan } from "./accounts/set-plan.ts";
export {
  insertSigningSecrets,
  loadSigningSecrets,
  type SecretRole,
  type SigningSecretRecord,
  signingSecretSealContext,
} from "./accounts/signing-secrets.ts";
export { areAnyInFlight } from "./deliveries/attempt/are-any-in-flight.ts";
export { listOnTheWire } from "./deliveries/attempt/list-on-the-wire.ts";
export { devClockSource } from "./dev-clock/dev-clock-source.ts";
export { changeEndpoint, type EndpointChange } from "./endpoints/change-endpoint.ts";
export { deleteEndpoint } from "./endpoints/delete-endpoint.ts";
export { packEndpointHeaders } from "./endpoints/endpoint-headers.ts";
export { type EndpointRecord, endpointSealContext } from "./endpoints/endpoint-record.ts";
export { findEndpoint } from "./endpoints/find-endpoint.ts";
export { insertEndpoint } from "./endpoints/insert-endpoint.ts";
export { countEndpoints, listEndpoints } from "./endpoints/list-endpoints.ts";
export {
  findIdempotencyKeys,
  type IdempotencyRecord,
  insertIdempotencyKeys,
} from "./idempotency/idempotency-keys.ts";
export { lockName } from "./locks/lock-names.ts";
export {
  deleteMail,
  insertOutgoingMail,
  mailSealContext,
  type OutgoingMail,
  postponeMail,
  takeDueMail,
} from "./mail/outgoing-mail.ts";
export { insertAuditEvent } from "./people/audit-events.ts";
export { type AuthLimit, countAuth, isWithinAuthLimit, purgeAuthCounts } from "./people/auth-counts.ts";
export { findMagicLink, insertMagicLink, purgeMagicLinks, useMagicLink } from "./people/magic-links.ts";
export { endSession, findSession, insertSession, noteSessionUse, purgeSessions } from "./people/sessions.ts";
export {
  findAccount,
  findUser,
  findUserByEmail,
  insertAccount,
  insertUser,
  setDisplayName,
  type UserRecord,
} from "./people/users.ts";
export { type AccountUsage, loadUsage } from "./quota/load-usage.ts";
export type { StoredRetryPolicy } from "./schedules/retry-policy.ts";
export { connectStore, type Queryable, type Store, type Transaction } from "./session/connect.ts";
export { probeWrites } from "./session/probe-writes.ts";
export { isDuplicate } from "./session/store-errors.ts";
export { storeTime } from "./session/store-time.ts";
