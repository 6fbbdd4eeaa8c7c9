import { createConnection } from "mysql2/promise";
import type { AdminAccount } from "./admin-account.ts";

const connectLimitMs = 2_000;

/** True if the server lets its administrator in and answers. */
export async function canConnect(account: AdminAccount): Promise<boolean> {
  try {
    const connection = await createConnection({
      host: "127.0.0.1",
      port: account.port,
      user: account.user,
      password: account.password,
      connectTimeout: connectLimitMs,
    });
    connection.destroy();
    return true;
  } catch {
    return false;
  }
}
