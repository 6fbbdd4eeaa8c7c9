import type { Migration } from "./migration.ts";

/** Adds people, their sessions and links, the mail that is to be sent, what is counted against abuse, and the audit. */
export const signIn: Migration = {
  name: "0012-sign-in",
  statements: [
    `CREATE TABLE IF NOT EXISTS users (
      id binary(16) NOT NULL,
      account_id binary(16) NOT NULL,
      email_key binary(32) NOT NULL,
      email varchar(254) NOT NULL,
      display_name varchar(200) NULL,
      created_at bigint NOT NULL,
      PRIMARY KEY (id),
      UNIQUE KEY users_by_email (email_key)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`,

    `CREATE TABLE IF NOT EXISTS sessions (
      token_hash binary(32) NOT NULL,
      user_id binary(16) NOT NULL,
      created_at bigint NOT NULL,
      used_at bigint NOT NULL,
      PRIMARY KEY (token_hash),
      KEY sessions_by_use (used_at)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`,

    `CREATE TABLE IF NOT EXISTS magic_links (
      token_hash binary(32) NOT NULL,
      email varchar(254) NOT NULL,
      browser_hash binary(32) NOT NULL,
      expires_at bigint NOT NULL,
      PRIMARY KEY (token_hash),
      KEY magic_links_by_expiry (expires_at)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`,

    `CREATE TABLE IF NOT EXISTS outgoing_mail (
      id binary(16) NOT NULL,
      sealed varbinary(4096) NOT NULL,
      attempt_count int NOT NULL DEFAULT 0,
      next_attempt_at bigint NOT NULL,
      expires_at bigint NOT NULL,
      PRIMARY KEY (id),
      KEY outgoing_mail_by_attempt (next_attempt_at)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`,

    `CREATE TABLE IF NOT EXISTS auth_counts (
      name binary(16) NOT NULL,
      window_start bigint NOT NULL,
      count int NOT NULL DEFAULT 1,
      PRIMARY KEY (name, window_start),
      KEY auth_counts_by_window (window_start)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`,

    `CREATE TABLE IF NOT EXISTS audit_events (
      id binary(16) NOT NULL,
      account_id binary(16) NOT NULL,
      actor varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      action varchar(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      target varchar(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
      ip varchar(45) CHARACTER SET ascii COLLATE ascii_bin NULL,
      at bigint NOT NULL,
      PRIMARY KEY (id),
      KEY audit_events_by_account (account_id, id)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`,

    "ALTER TABLE projects ADD KEY projects_by_account (account_id)",
  ],
};
