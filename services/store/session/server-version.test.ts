import { describe, expect, it } from "vitest";
import { versionComplaint } from "./server-version.ts";

describe("versionComplaint", () => {
  for (const version of [
    "8.0.22",
    "8.0.36-28.1",
    "5.5.5-10.6.1-MariaDB",
    "8.4.3",
    "9.1.0",
    "10.6.0-MariaDB",
    "10.11.19-MariaDB-0+deb12u1",
    "12.0.2-MariaDB",
  ]) {
    it(`takes ${version}`, () => expect(versionComplaint(version)).toBeNull());
  }
  for (const version of [
    "5.7.44",
    "8.0.21",
    "8.0.11",
    "5.5.5-10.5.9-MariaDB",
    "10.5.29-MariaDB",
    "5.5.68-MariaDB",
    "nonsense",
  ]) {
    it(`refuses ${version}`, () => expect(versionComplaint(version)).toContain("too old"));
  }
});
