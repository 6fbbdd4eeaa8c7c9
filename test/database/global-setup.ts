import type { TestProject } from "vitest/node";
import { startTestServer, type TestServer } from "./test-server.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** `mysql://` URL of the administrator of the run's database server. */
    testDatabaseUrl: string;
  }
}

interface SharedServer {
  users: number;
  server: Promise<TestServer> | null;
}

declare global {
  /** Kept in a global, since vitest loads this file once per project. */
  var landfallTestServer: SharedServer | undefined;
}

/**
 * Vitest's `globalSetup` of the projects that need a database: one server for the whole run, started by the first of
 * them. `npm test` passes its own in LANDFALL_TEST_DATABASE_URL.
 */
export async function setup(project: TestProject): Promise<void> {
  const given = process.env.LANDFALL_TEST_DATABASE_URL;
  if (given) {
    project.provide("testDatabaseUrl", given);
    return;
  }
  globalThis.landfallTestServer ??= { users: 0, server: null };
  const shared = globalThis.landfallTestServer;
  shared.users++;
  shared.server ??= startTestServer((line) => process.stderr.write(`${line}\n`));
  project.provide("testDatabaseUrl", (await shared.server).adminUrl);
}

export async function teardown(): Promise<void> {
  const shared = globalThis.landfallTestServer;
  if (shared === undefined || --shared.users > 0) return;
  const server = await shared.server;
  shared.server = null;
  await server?.stop();
}
