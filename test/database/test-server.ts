import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { requireServer } from "../../scripts/database/install-server.ts";
import { startDatabase } from "../../scripts/database/start-database.ts";

/** A temporary server; its databases are deleted with it. */
export interface TestServer {
  /** `mysql://` URL of its administrator, without a database. */
  readonly adminUrl: string;
  stop(): Promise<void>;
}

/** Starts a server, in memory if the machine has room for it (0.6 s), else in the temporary folder. */
export async function startTestServer(say: (line: string) => void): Promise<TestServer> {
  const base = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();
  const dataDir = mkdtempSync(join(base, "landfall-test-"));
  try {
    const server = await requireServer(process.env, say);
    const logPath = join(dataDir, "server.log");
    const database = await startDatabase({
      server,
      dataDir,
      logPath,
      durable: false,
      bufferPoolMb: 128,
      say,
    });
    return {
      adminUrl: database.url(""),
      async stop() {
        await database.stop();
        rmSync(dataDir, { recursive: true, force: true });
      },
    };
  } catch (error) {
    rmSync(dataDir, { recursive: true, force: true });
    throw error;
  }
}
