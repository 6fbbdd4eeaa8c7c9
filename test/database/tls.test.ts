import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { writeInitFile } from "../../scripts/database/admin-account.ts";
import { initialise } from "../../scripts/database/initialise.ts";
import { requireServer } from "../../scripts/database/install-server.ts";
import { serverFlags } from "../../scripts/database/server-flags.ts";
import { launchServer, type ServerProcess } from "../../scripts/database/server-process.ts";
import { freePorts } from "../../scripts/start/processes/free-ports.ts";
import { createDoorUsers } from "../../scripts/start/store/door-users.ts";
import { parseDatabaseUrl, prepareGivenDatabase } from "../../scripts/start/store/given-database.ts";
import { ensureFirstKeys } from "../../services/accounts/first-keys.ts";
import { migrate } from "../../services/store/schema/migrate.ts";
import { connectStore } from "../../services/store/session/connect.ts";
import { certificateOfAnotherName, testCertificate } from "../receiver/certificate.ts";

const account = { user: "landfall_admin", password: "a-password-of-this-test" };
let folder: string;
let server: ServerProcess;
let port = 0;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "landfall-tls-"));
  [port = 0] = await freePorts(1);
  const program = await requireServer(process.env, () => undefined);
  const directory = join(folder, "mariadb");
  await initialise(program, directory);
  for (const [name, text] of Object.entries(testCertificate))
    writeFileSync(join(folder, `${name}.pem`), text);
  const initPath = join(folder, "init.sql");
  writeInitFile(initPath, { ...account, port });
  server = launchServer({
    path: program.path,
    flags: [
      ...serverFlags({
        directory,
        initPath,
        socketPath: join(folder, "db.sock"),
        port,
        durable: false,
        bufferPoolMb: 32,
        maxConnections: 50,
      }),
      `--ssl-cert=${join(folder, "cert.pem")}`,
      `--ssl-key=${join(folder, "key.pem")}`,
      // Nobody gets in without.
      "--require-secure-transport=ON",
    ],
    logPath: join(folder, "server.log"),
    recordPath: join(folder, "server.json"),
    patienceSeconds: 0,
    removeDir: folder,
  });
  const required = parseDatabaseUrl(url("ssl-mode=REQUIRED"));
  const isUp = () =>
    prepareGivenDatabase(required).then(
      () => true,
      () => false,
    );
  await vi.waitUntil(isUp, { timeout: 20_000, interval: 50 });
  await migrate(url("ssl-mode=REQUIRED"));
}, 60_000);
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const url = (query: string) =>
  `mysql://${account.user}:${account.password}@localhost:${port}/landfall?${query}`;
const ca = () => `ssl-ca=${encodeURIComponent(join(folder, "cert.pem"))}`;

/** Returns the TLS cipher of a session; empty: not encrypted. */
async function cipher(of: string): Promise<string> {
  const store = connectStore({ url: of, connections: 1, patienceMs: 200 });
  try {
    const [row] = await store.rows("SHOW SESSION STATUS LIKE 'Ssl_cipher'");
    return String(row?.Value);
  } finally {
    await store.close();
  }
}

describe("TLS to the database", () => {
  for (const [mode, query] of [
    ["without a look at the certificate", () => "ssl-mode=REQUIRED"],
    ["with its authority", () => `ssl-mode=VERIFY_CA&${ca()}`],
    ["with its authority and its name", () => `ssl-mode=VERIFY_IDENTITY&${ca()}`],
    ["with an authority alone, which asks for the name, too", ca],
  ] as const) {
    it(`is used ${mode}`, async () => expect(await cipher(url(query()))).toMatch(/^TLS_/));
  }

  it("is refused by a certificate that no known authority signed", async () => {
    const refused: unknown = await cipher(url("ssl-mode=VERIFY_CA")).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: "service_unavailable" });
    expect(String(refused instanceof Error ? refused.cause : "")).toMatch(/self-signed/);
    await expect(prepareGivenDatabase(parseDatabaseUrl(url("ssl-mode=VERIFY_CA")))).rejects.toThrow(
      /^DATABASE_URL: TLS with localhost:\d+ failed \(self-signed certificate[^\n]*: name its authority[^\n]*$/,
    );
  });

  it("is refused by a certificate of another name, unless the name does not matter", async () => {
    const use = async ({ key, cert }: typeof testCertificate, way: string) => {
      writeFileSync(join(folder, "key.pem"), key);
      writeFileSync(join(folder, "cert.pem"), cert);
      const store = connectStore({ url: way, connections: 1 });
      await store.change("FLUSH SSL");
      await store.close();
    };
    await use(certificateOfAnotherName, url("ssl-mode=REQUIRED"));
    await expect(cipher(url(`ssl-mode=VERIFY_IDENTITY&${ca()}`))).rejects.toMatchObject({
      code: "service_unavailable",
    });
    expect(await cipher(url(`ssl-mode=VERIFY_CA&${ca()}`))).toMatch(/^TLS_/);
    await use(testCertificate, url("ssl-mode=REQUIRED"));
  });

  it("left out is refused by a server that asks for it", async () => {
    await expect(cipher(url(""))).rejects.toThrow();
    await expect(prepareGivenDatabase(parseDatabaseUrl(url("")))).rejects.toThrow(/^DATABASE_URL: [^\n]*$/);
  });

  it("goes on into what the services are given", async () => {
    const doors = await createDoorUsers(url(`ssl-mode=VERIFY_IDENTITY&${ca()}`), folder, "127.0.0.1");
    expect(await cipher(doors?.accounts ?? "")).toMatch(/^TLS_/);
    const keys = { databaseUrl: doors?.accounts ?? "", sealingKeys: `k1:${"A".repeat(43)}=`, existing: null };
    expect((await ensureFirstKeys(keys)).testKey).toMatch(/^sk_test_/);
  });
});
