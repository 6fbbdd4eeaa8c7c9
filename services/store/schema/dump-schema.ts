import { createConnection, type RowDataPacket } from "mysql2/promise";

/**
 * Returns the tables of a database as SQL, in the order of their names: the sum of all migrations. Leaves out
 * everything that migrations do not decide, so that any server and any number of rows give the same text.
 */
export async function dumpSchema(databaseUrl: string): Promise<string> {
  const connection = await createConnection(databaseUrl);
  try {
    const [tables] = await connection.query<(RowDataPacket & { name: string })[]>(
      "SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() ORDER BY TABLE_NAME",
    );
    const texts: string[] = [];
    for (const { name } of tables) {
      if (name.startsWith("schema_migrations")) continue;
      const [shown] = await connection.query<RowDataPacket[]>(`SHOW CREATE TABLE \`${name}\``);
      texts.push(normalized(String(shown[0]?.["Create Table"])));
    }
    return `-- What the migrations add up to. Written by \`npm run schema\`, compared by test/store/schema/schema.test.ts.\n\n${texts.join("\n\n")}\n`;
  } finally {
    await connection.end();
  }
}

/** Removes server defaults that differ between servers and versions. */
function normalized(createTable: string): string {
  return `${createTable
    .replaceAll("`", "")
    .replace(/ AUTO_INCREMENT=\d+/, "")
    .replace(/ ROW_FORMAT=DYNAMIC/, "")
    .replaceAll(/\bDEFAULT NULL\b/g, "NULL")
    .replaceAll(/ (tinyint|smallint|int|bigint)\(\d+\)/g, " $1")};`;
}
