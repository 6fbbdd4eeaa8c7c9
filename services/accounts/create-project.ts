import type { KeyRing } from "../runtime/sealing.ts";
import { newUlid } from "../runtime/ulid.ts";
import {
  insertApiKeys,
  insertProject,
  insertSigningSecrets,
  type Mode,
  type ProjectRecord,
  type Transaction,
} from "../store/for-accounts.ts";
import { judgeName } from "./judge-name.ts";
import { type IssuedKey, newApiKey } from "./new-api-key.ts";
import { newSigningSecret } from "./new-signing-secret.ts";
import { allScopes } from "./scopes.ts";

/** A project's first keys, with their texts, which are stored nowhere else. */
export interface FirstKeys {
  readonly testKey: string;
  readonly liveKey: string;
}

export interface CreatedProject extends FirstKeys {
  readonly project: ProjectRecord;
}

/**
 * Makes a project with its current and next signing secrets, and a test key and a live key with all scopes.
 * Works in the caller's transaction: makes everything or nothing.
 *
 * @throws ServiceError `invalid_parameter` when the name is not valid
 */
export async function createProject(
  transaction: Transaction,
  keys: KeyRing,
  name: string,
  now: number,
): Promise<CreatedProject> {
  const project: ProjectRecord = {
    id: newUlid(now),
    name: judgeName(name),
    retentionDays: null,
    createdAt: now,
  };
  const secrets = (["current", "next"] as const).map((role) => newSigningSecret(keys, project.id, role, now));
  const { test, live } = newFirstKeys(project.id, now);
  await insertProject(transaction, project);
  await insertSigningSecrets(transaction, secrets);
  await insertApiKeys(transaction, [test.record, live.record]);
  return { project, testKey: test.secret, liveKey: live.secret };
}

/** Makes a test key and a live key with all scopes. The caller must write their rows. */
export function newFirstKeys(projectId: Buffer, now: number): Record<Mode, IssuedKey> {
  return {
    test: newApiKey({ projectId, mode: "test" }, "First test key", allScopes, now),
    live: newApiKey({ projectId, mode: "live" }, "First live key", allScopes, now),
  };
}
