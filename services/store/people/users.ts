import type { RowDataPacket } from "mysql2/promise";
import type { Queryable } from "../session/connect.ts";

/** A person who signs in. */
export interface UserRecord {
  readonly id: Buffer;
  readonly accountId: Buffer;
  /** SHA-256 of the address, trimmed and in lower case, 32 bytes. */
  readonly emailKey: Buffer;
  readonly email: string;
  readonly displayName: string | null;
  readonly createdAt: number;
}

interface UserRow extends RowDataPacket {
  id: Buffer;
  account_id: Buffer;
  email_key: Buffer;
  email: string;
  display_name: string | null;
  created_at: number;
}

const columns = "id, account_id, email_key, email, display_name, created_at";

/** Finds the user with this address, on `users_by_email`; null: none. */
export async function findUserByEmail(store: Queryable, emailKey: Buffer): Promise<UserRecord | null> {
  const [row] = await store.rows<UserRow>(`SELECT ${columns} FROM users WHERE email_key = ?`, [emailKey]);
  return row ? toUserRecord(row) : null;
}

/** Writes a user. A duplicate error means that there is one with this address. */
export async function insertUser(transaction: Queryable, user: UserRecord): Promise<void> {
  await transaction.change(`INSERT INTO users (${columns}) VALUES (?, ?, ?, ?, ?, ?)`, [
    ...[user.id, user.accountId, user.emailKey, user.email, user.displayName, user.createdAt],
  ]);
}

/** Writes an account and assigns an existing project to it. */
export async function insertAccount(
  transaction: Queryable,
  account: { readonly id: Buffer; readonly plan: string; readonly createdAt: number },
  projectId: Buffer,
): Promise<void> {
  const { id, plan, createdAt } = account;
  await transaction.change("INSERT INTO accounts (id, plan, created_at) VALUES (?, ?, ?)", [
    id,
    plan,
    createdAt,
  ]);
  await transaction.change("UPDATE projects SET account_id = ? WHERE id = ?", [id, projectId]);
}

/** Finds a user of an account by primary key; null: none. */
export async function findUser(store: Queryable, accountId: Buffer, id: Buffer): Promise<UserRecord | null> {
  const [row] = await store.rows<UserRow>(`SELECT ${columns} FROM users WHERE id = ? AND account_id = ?`, [
    id,
    accountId,
  ]);
  return row ? toUserRecord(row) : null;
}

/** Finds an account's plan by primary key; null: no such account. */
export async function findAccount(store: Queryable, id: Buffer): Promise<{ readonly plan: string } | null> {
  const [row] = await store.rows<RowDataPacket & { plan: string }>("SELECT plan FROM accounts WHERE id = ?", [
    id,
  ]);
  return row ? { plan: row.plan } : null;
}

/** Sets the display name of an account's user, by primary key; null: none. */
export async function setDisplayName(
  store: Queryable,
  accountId: Buffer,
  id: Buffer,
  name: string | null,
): Promise<void> {
  await store.change("UPDATE users SET display_name = ? WHERE id = ? AND account_id = ?", [
    name,
    id,
    accountId,
  ]);
}

function toUserRecord(row: UserRow): UserRecord {
  return {
    id: row.id,
    accountId: row.account_id,
    emailKey: row.email_key,
    email: row.email,
    displayName: row.display_name,
    createdAt: row.created_at,
  };
}
