import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type NameServer, startNameServer } from "../../../test/receiver/name-server.ts";
import { systemClock } from "../time/clock.ts";
import { type AskNames, createAskNames } from "./ask-names.ts";
import { createResolver, defaultResolverLimits } from "./resolve.ts";

let server: NameServer;
let folder: string;
let asked: number;
beforeAll(async () => {
  server = await startNameServer((name) => {
    if (name.includes("silent")) return "silent";
    if (name.includes("fails")) return "servfail";
    return name.endsWith("known.test") || name === "db.inside.test" ? ["192.0.2.7", "192.0.2.8"] : "nxdomain";
  });
  folder = mkdtempSync(join(tmpdir(), "landfall-names-"));
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  asked = server.questions.length;
});

const questions = () => server.questions.slice(asked).filter((question) => question.endsWith(" A"));
/** Resolves with the given hosts file and resolv.conf. */
function names(hosts = "", resolvConf = ""): AskNames {
  writeFileSync(join(folder, "hosts"), hosts);
  writeFileSync(join(folder, "resolv.conf"), resolvConf);
  return createAskNames({ folder, servers: [server.address] });
}

describe("names", () => {
  it("come from the current hosts file first", async () => {
    const ask = names("127.0.0.5 Box box.known.test # mine\n::1 box\n");
    expect(await ask("box", "")).toEqual(["127.0.0.5", "::1"]);
    expect(await ask("box.known.test.", "")).toEqual(["127.0.0.5"]);
    expect(questions()).toEqual([]);
    writeFileSync(join(folder, "hosts"), "127.0.0.66 box\n");
    expect(await ask("box", "")).toEqual(["127.0.0.66"]);
  });

  it("come from DNS, asked each time whatever their TTL", async () => {
    const ask = names();
    expect(await ask("a.known.test", "")).toEqual(["192.0.2.7", "192.0.2.8"]);
    await ask("a.known.test", "");
    expect(questions()).toEqual(["a.known.test A", "a.known.test A"]);
  });

  it("are completed from the search list, which comes first for names with fewer dots than ndots", async () => {
    const conf = "search outside.test inside.test\n";
    expect(await names("", conf)("db", "")).toHaveLength(2);
    expect(questions()).toEqual(["db.outside.test A", "db.inside.test A"]);
    asked = server.questions.length;
    await names("", conf)("a.known.test", "");
    expect(questions()).toEqual(["a.known.test A"]);
    asked = server.questions.length;
    await expect(names("", `${conf}options ndots:5\n`)("x.none.test", "")).rejects.toThrow("ENOTFOUND");
    expect(questions()).toEqual(["x.none.test.outside.test A", "x.none.test.inside.test A", "x.none.test A"]);
    asked = server.questions.length;
    await expect(names("", conf)("x.none.test.", "")).rejects.toThrow("ENOTFOUND");
    expect(questions()).toEqual(["x.none.test A"]);
  });

  it("that failed to resolve are distinguished from missing ones, also with a search list", async () => {
    const ask = names("", "search outside.test\n");
    await expect(ask("a.fails.test", "")).rejects.toMatchObject({ code: "ESERVFAIL" });
    await expect(ask("a.none.test", "")).rejects.toMatchObject({ code: "ENOTFOUND" });
  });

  it("that answer are not delayed by hundreds that are silent", {
    timeout: 20_000,
  }, async () => {
    const limits = { ...defaultResolverLimits, deadlineMs: 1_000 };
    const resolve = createResolver(systemClock, limits, names());
    const silent = Array.from({ length: 300 }, (_, each) => resolve(`s${each}.silent.test`, { by: "loud" }));
    const startedAt = performance.now();
    const quick = Array.from({ length: 60 }, (_, each) => resolve(`q${each}.known.test`, { by: "quiet" }));
    expect(await Promise.all(quick)).toHaveLength(60);
    expect(performance.now() - startedAt).toBeLessThan(900);
    const outcomes = await Promise.allSettled(silent);
    expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set(["rejected"]));
  });
});
