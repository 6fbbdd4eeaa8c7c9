import { newUlid, prefixedId } from "../../runtime/ulid.ts";
import {
  findUserByEmail,
  insertAccount,
  insertAuditEvent,
  insertProject,
  insertSession,
  insertSigningSecrets,
  insertUser,
  lockName,
  type Transaction,
  type UserRecord,
} from "../../store/for-accounts.ts";
import type { Accounts } from "../accounts.ts";
import { newSigningSecret } from "../new-signing-secret.ts";
import type { Email } from "./email.ts";
import { newToken } from "./token.ts";

/** The plan of new accounts where there are no plans. */
const unplanned = "default";

/**
 * Begins a session of the person with this address, and makes user, account and project the first time. Two at once
 * make them once.
 *
 * @returns the session's token, which is stored nowhere; null: nobody has the address, and sign-up is closed
 */
export async function beginSession(
  accounts: Accounts,
  transaction: Transaction,
  email: Email,
  ip: string,
  now: number,
): Promise<string | null> {
  await lockName(transaction, `user:${email.key.toString("hex")}`);
  const known = await findUserByEmail(transaction, email.key);
  // Its mail was sent while sign-up was open.
  if (known === null && accounts.signIn?.signUp === "closed") return null;
  const user = known ?? (await newUser(accounts, transaction, email, now));
  const token = newToken();
  await insertSession(transaction, { tokenHash: token.hash, userId: user.id, createdAt: now });
  await insertAuditEvent(transaction, {
    id: newUlid(now),
    accountId: user.accountId,
    actor: prefixedId("usr", user.id),
    action: "session.created",
    target: null,
    ip,
    at: now,
  });
  return token.text;
}

async function newUser(
  { keys, plans }: Accounts,
  transaction: Transaction,
  { address, key }: Email,
  now: number,
): Promise<UserRecord> {
  const plan = plans?.usual;
  const project = {
    id: newUlid(now),
    name: address,
    retentionDays: plan?.retentionDays ?? null,
    createdAt: now,
  };
  const account = { id: newUlid(now), plan: plan?.id ?? unplanned, createdAt: now };
  const user: UserRecord = {
    id: newUlid(now),
    accountId: account.id,
    emailKey: key,
    email: address,
    displayName: null,
    createdAt: now,
  };
  const secrets = (["current", "next"] as const).map((role) => newSigningSecret(keys, project.id, role, now));
  await insertProject(transaction, project);
  await insertSigningSecrets(transaction, secrets);
  await insertAccount(transaction, account, project.id);
  await insertUser(transaction, user);
  return user;
}
