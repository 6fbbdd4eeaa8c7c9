import { describe, expect, it } from "vitest";
import { versionComplaint } from "./given-database.ts";

describe("versionComplaint", () => {
  for (const version of [
    "8.0.11",
    "8.4.3",
    "9.1.0",
    "10.6.0-MariaDB",
    "10.11.19-MariaDB-0+deb12u1",
    "12.0.2-MariaDB",
  ]) {
    it(`takes ${version}`, () => expect(versionComplaint(version)).toBeNull());
  }
  for (const version of ["5.7.44", "10.5.29-MariaDB", "5.5.68-MariaDB", "nonsense"]) {
    it(`refuses ${version}`, () => expect(versionComplaint(version)).toContain("too old"));
  }
});
