import type { Migration } from "./migration.ts";

/**
 * Adds wallets, each the owner of a project, and the nonces with which they have signed in. An address is
 * bytes, since no text column tells `a` from `a ` on every server.
 */
export const wallets: Migration = {
  name: "0011-wallets",
  statements: [
    `CREATE TABLE IF NOT EXISTS wallets (
      address_key VARBINARY(100) NOT NULL,
      project_id BINARY(16) NOT NULL,
      created_at BIGINT NOT NULL,
      PRIMARY KEY (address_key),
      UNIQUE KEY wallets_by_project (project_id)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`,

    `CREATE TABLE IF NOT EXISTS sign_in_nonces (
      nonce BINARY(32) NOT NULL,
      expires_at BIGINT NOT NULL,
      PRIMARY KEY (nonce),
      KEY sign_in_nonces_by_expiry (expires_at)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`,
  ],
};
