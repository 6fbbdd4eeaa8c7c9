import type { KeyRing } from "../runtime/sealing.ts";
import { newUlid } from "../runtime/ulid.ts";
import { type SigningSecretRecord, signingSecretSealContext } from "../store/for-accounts.ts";
import { newSecretText } from "./secret-text.ts";

/** Makes a new sealed secret of a project. The caller must write its row. */
export function newSigningSecret(
  keys: KeyRing,
  projectId: Buffer,
  role: "current" | "next",
  now: number,
): SigningSecretRecord {
  const id = newUlid(now);
  const secret = Buffer.from(newSecretText());
  const sealedSecret = keys.seal(secret, signingSecretSealContext(id));
  return { id, projectId, role, sealedSecret, createdAt: now, expiresAt: null };
}
