import { defineConfig } from "vitest/config";

/** Starts the run's database server. */
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
      { test: { name: "store", globalSetup, include: ["test/store/**/*.test.ts"] } },
      { test: { name: "services", globalSetup, include: ["test/services/**/*.test.ts"] } },
      { test: { name: "contract", include: ["test/contract/**/*.test.ts"] } },
      { test: { name: "faults", include: ["test/faults/**/*.test.ts"] } },
      { test: { name: "e2e", include: ["test/e2e/**/*.test.ts"] } },
    ],
  },
});
