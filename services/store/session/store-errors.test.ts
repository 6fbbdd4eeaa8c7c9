import { describe, expect, it } from "vitest";
import { ServiceError } from "../../runtime/errors.ts";
import { classify, isUndone, saysNoRoom } from "./store-errors.ts";

const serverError = (errno: number) => Object.assign(new Error("what the server says"), { errno });
const driverError = (code: string) => Object.assign(new Error(code), { code, fatal: true });

// README.md, "A store that cannot be written to", explains each. An error that is not listed is a defect and
// gives a 500.
const table = [
  ["deadlock, certification on Galera", 1213, "retry"],
  ["lock wait timeout", 1205, "retry"],
  ["no room for locks", 1206, "retry"],
  ["record changed", 1020, "retry"],
  ["query interrupted", 1317, "retry"],
  ["table altered meanwhile", 1412, "retry"],
  ["Group Replication's certification", 3101, "retry"],
  ["too many connections", 1040, "busy"],
  ["too many connections of a user", 1203, "busy"],
  ["a user's limit", 1226, "busy"],
  ["out of memory", 1041, "busy"],
  ["statement too long, MariaDB", 1969, "busy"],
  ["statement too long, MySQL", 3024, "busy"],
  ["cannot write a file", 3, "away"],
  ["disk full", 1021, "away"],
  ["error on write", 1026, "away"],
  ["engine's error 28", 1030, "away"],
  ["table full", 1114, "away"],
  ["InnoDB's internal error", 1815, "away"],
  ["--read-only", 1290, "away"],
  ["read-only table", 1036, "away"],
  ["read-only transaction", 1792, "away"],
  ["read-only mode", 1836, "away"],
  ["no quorum", 1047, "away"],
  ["no quorum at COMMIT", 1180, "away"],
  ["Group Replication does not work", 3100, "away"],
  ["offline mode", 3032, "away"],
  ["shutdown", 1053, "away"],
  ["killed, MariaDB", 1927, "away"],
  ["killed, MySQL", 3169, "away"],
  ["idle for too long", 4031, "away"],
  ["a proxy's lost server", 2013, "away"],
  ["duplicate key", 1062, null],
  ["syntax", 1064, null],
  ["no such table", 1146, null],
  ["no such column", 1054, null],
  ["access denied", 1045, null],
  ["a CHECK", 4025, null],
  ["message too large", 1153, null],
] as const;

describe("an error of the server's", () => {
  for (const [what, errno, meaning] of table) {
    it(`${errno}, ${what}: ${meaning ?? "a defect"}`, () =>
      expect(classify(serverError(errno))).toBe(meaning));
  }

  it("at COMMIT is retried only when the transaction certainly did nothing", () => {
    const undone = table.filter(([, errno]) => isUndone(serverError(errno))).map(([, errno]) => errno);
    expect(undone.sort()).toEqual([1020, 1205, 1213, 3101]);
  });

  it("tells whether the disk is full", () => {
    const full = table.filter(([, errno]) => saysNoRoom(serverError(errno))).map(([, errno]) => errno);
    expect(full.sort()).toEqual([1021, 1026, 1030, 1114, 3]);
  });
});

describe("an error of the driver's", () => {
  for (const code of ["ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "EAI_AGAIN", "PROTOCOL_CONNECTION_LOST"]) {
    it(`${code}: away`, () => expect(classify(driverError(code))).toBe("away"));
  }

  it("does not count our own errors as a store that is away", () => {
    expect(classify(new ServiceError("conflict", "no"))).toBeNull();
    expect(classify(new RangeError("a defect"))).toBeNull();
  });
});
