import { defineConfig } from "vitest/config";

/** One MariaDB for the whole run, started when the first test asks for a database. */
const globalSetup = ["test/database/global-setup.ts"];

/** The layers of `npm test`, in the order in which a failure is most telling. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "pure",
          include: ["{services,gateway,clients,scripts}/**/*.test.ts", "test/architecture/**/*.test.ts"],
        },
      },
      { test: { name: "store", include: ["test/store/**/*.test.ts"], globalSetup } },
      { test: { name: "services", include: ["test/services/**/*.test.ts"], globalSetup } },
      { test: { name: "contract", include: ["test/contract/**/*.test.ts"], globalSetup } },
      { test: { name: "faults", include: ["test/faults/**/*.test.ts"], globalSetup, testTimeout: 120_000 } },
      {
        test: {
          name: "e2e",
          include: ["test/{e2e,scripts,database}/**/*.test.ts"],
          globalSetup,
          testTimeout: 60_000,
        },
      },
    ],
  },
});
