import { defineConfig } from "vitest/config";

/** One MariaDB for the whole run, started when the first test asks for a database. */
export const sharedServer = ["test/database/global-setup.ts"];

/** The layers of `npm test`, in the order in which a failure is most telling. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "pure",
          include: [
            "{clients,dashboard,services,gateway,scripts}/**/*.test.ts",
            "test/architecture/**/*.test.ts",
          ],
        },
      },
      { test: { name: "store", include: ["test/store/**/*.test.ts"], globalSetup: sharedServer } },
      {
        test: {
          name: "services",
          include: ["test/{services,wallets}/**/*.test.ts"],
          globalSetup: sharedServer,
        },
      },
      { test: { name: "contract", include: ["test/contract/**/*.test.ts"], globalSetup: sharedServer } },
      {
        test: {
          name: "faults",
          include: ["test/faults/**/*.test.ts"],
          globalSetup: sharedServer,
          testTimeout: 120_000,
        },
      },
      {
        test: {
          name: "galera",
          include: ["test/galera/**/*.test.ts"],
          globalSetup: ["test/galera/require-galera.ts"],
          testTimeout: 60_000,
          hookTimeout: 90_000,
          // Each file has a cluster of its own.
          fileParallelism: false,
        },
      },
      {
        test: {
          name: "e2e",
          include: ["test/{e2e,clients,scripts,database}/**/*.test.ts"],
          globalSetup: sharedServer,
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          globalSetup: ["test/browser/require-chromium.ts"],
          testTimeout: 60_000,
          // On a busy machine a browser may be late with a frame or a focus: what fails twice is at fault.
          retry: 1,
        },
      },
    ],
  },
});
