import { createConnection, type RowDataPacket } from "mysql2/promise";
import { readAdminAccount } from "../../database/admin-account.ts";
import { privateName } from "../../start/store/store-of.ts";

/** A connection to the private database of a running Landfall. */
export interface StoreConnection extends AsyncDisposable {
  rows(statement: string, values?: readonly unknown[]): Promise<RowDataPacket[]>;
  /** Returns a number: the first column of the first row. */
  number(statement: string): Promise<number>;
}

export async function openStoreConnection(dataDir: string): Promise<StoreConnection> {
  const account = readAdminAccount(dataDir);
  if (account === null) throw new Error(`no database in ${dataDir}`);
  const { port, user, password } = account;
  const connection = await createConnection({
    host: "127.0.0.1",
    port,
    user,
    password,
    database: privateName,
    timezone: "Z",
  });
  const rows = async (statement: string, values: readonly unknown[] = []) => {
    const [found] = await connection.query<RowDataPacket[]>(statement, [...values]);
    return found;
  };
  return {
    rows,
    async number(statement) {
      return Number(Object.values((await rows(statement))[0] ?? {})[0]);
    },
    [Symbol.asyncDispose]: () => connection.end(),
  };
}
