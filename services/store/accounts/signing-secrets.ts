import type { RowDataPacket } from "mysql2/promise";
import type { Queryable } from "../session/connect.ts";

/** Says what a signing secret is used for. */
export type SecretRole =
  /** Signs. */
  | "current"
  /** Does not sign yet; the next rotation makes it the current one. */
  | "next"
  /** Was the current one; signs beside it until `expiresAt`. */
  | "previous";

export interface SigningSecretRecord {
  readonly id: Buffer;
  readonly projectId: Buffer;
  readonly role: SecretRole;
  /** `whsec_…`, sealed. */
  readonly sealedSecret: Buffer;
  readonly createdAt: number;
  /** With `previous` only: the instant until which it goes on signing. */
  readonly expiresAt: number | null;
}

interface SecretRow extends RowDataPacket {
  id: Buffer;
  project_id: Buffer;
  role: SecretRole;
  sealed_secret: Buffer;
  created_at: number;
  expires_at: number | null;
}

/** Loads the signing secrets of projects, newest first, without expired ones. */
export async function loadSigningSecrets(
  store: Queryable,
  projectIds: readonly Buffer[],
  now: number,
): Promise<SigningSecretRecord[]> {
  if (projectIds.length === 0) return [];
  const rows = await store.rows<SecretRow>(
    `SELECT id, project_id, role, sealed_secret, created_at, expires_at FROM signing_secrets
     WHERE project_id IN (?) AND (expires_at IS NULL OR expires_at > ?) ORDER BY id DESC`,
    [[...projectIds], now],
  );
  return rows.map((row) => ({
    id: row.id,
    projectId: row.project_id,
    role: row.role,
    sealedSecret: row.sealed_secret,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  }));
}

/** Writes secrets. */
export async function insertSigningSecrets(
  transaction: Queryable,
  secrets: readonly SigningSecretRecord[],
): Promise<void> {
  if (secrets.length === 0) return;
  await transaction.change(
    "INSERT INTO signing_secrets (id, project_id, role, sealed_secret, created_at, expires_at) VALUES ?",
    [
      secrets.map(({ id, projectId, role, sealedSecret, createdAt, expiresAt }) => [
        id,
        projectId,
        role,
        sealedSecret,
        createdAt,
        expiresAt,
      ]),
    ],
  );
}

/** Returns the seal context of a secret, which stops it from being opened as anything else. */
export function signingSecretSealContext(id: Buffer): string {
  return `signing-secret:${id.toString("hex")}`;
}
