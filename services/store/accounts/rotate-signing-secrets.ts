import { type IdempotencyRecord, insertIdempotencyKeys } from "../idempotency/idempotency-keys.ts";
import { lockName } from "../locks/lock-names.ts";
import type { Store } from "../session/connect.ts";
import { insertSigningSecrets, loadSigningSecrets, type SigningSecretRecord } from "./signing-secrets.ts";

/**
 * Promotes the next secret to current; the old current one becomes a previous one until `previousUntil`. A
 * project without secrets gets two new ones. Concurrent rotations run one after the other.
 *
 * @param make makes new secrets for the given roles
 * @param key stored in the same transaction; a duplicate error means that another request took it first
 * @returns the secrets after the rotation
 */
export function rotateSigningSecrets(
  store: Store,
  projectId: Buffer,
  now: number,
  previousUntil: number,
  make: (role: "current" | "next") => SigningSecretRecord,
  key: IdempotencyRecord | null,
): Promise<SigningSecretRecord[]> {
  return store.transact(async (transaction) => {
    // A project without secrets has no row that two rotations could both lock.
    await lockName(transaction, `signing-secrets:${projectId.toString("hex")}`);
    if (key) await insertIdempotencyKeys(transaction, [key]);
    const secrets = await loadSigningSecrets(transaction, [projectId], now);
    await transaction.change("DELETE FROM signing_secrets WHERE project_id = ? AND expires_at <= ?", [
      projectId,
      now,
    ]);
    const current = secrets.find(({ role }) => role === "current");
    const next = secrets.find(({ role }) => role === "next");
    if (current) {
      await transaction.change("UPDATE signing_secrets SET role = 'previous', expires_at = ? WHERE id = ?", [
        previousUntil,
        current.id,
      ]);
    }
    if (next) await transaction.change("UPDATE signing_secrets SET role = 'current' WHERE id = ?", [next.id]);
    await insertSigningSecrets(transaction, next ? [make("next")] : [make("current"), make("next")]);
    return loadSigningSecrets(transaction, [projectId], now);
  });
}

/** Deletes a project's secrets, so that its deliveries are unsigned. */
export async function deleteSigningSecrets(store: Store, projectId: Buffer): Promise<void> {
  await store.change("DELETE FROM signing_secrets WHERE project_id = ?", [projectId]);
}
