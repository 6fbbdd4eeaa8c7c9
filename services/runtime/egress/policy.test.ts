import { describe, expect, it } from "vitest";
import { parseCidrs } from "./cidrs.ts";
import { createEgressPolicy, needsAllowance } from "./policy.ts";

describe("createEgressPolicy", () => {
  const policy = createEgressPolicy(parseCidrs("127.0.0.0/8, ::1/128 10.1.0.0/16\n93.184.215.14"));
  const table = [
    ["127.0.0.1", "allowed"],
    ["::ffff:127.0.0.1", "allowed"],
    ["::1", "allowed"],
    ["10.1.255.255", "allowed"],
    ["93.184.215.14", "allowed"],
    ["10.2.0.0", "blocked"],
    ["::2", "blocked"],
    ["169.254.169.254", "blocked"],
    ["fe80::1%eth0", "blocked"],
    ["8.8.8.8", "public"],
    ["2606:4700:4700::1111", "public"],
    ["not an address", "blocked"],
  ] as const;
  for (const [address, permission] of table) {
    it(`${address} is ${permission}`, () => expect(policy.permits(address)).toBe(permission));
  }
});

describe("parseCidrs", () => {
  it("accepts commas, blanks and empty text", () => {
    expect(parseCidrs("")).toEqual([]);
    expect(parseCidrs(" , ")).toEqual([]);
    expect(parseCidrs("10.0.0.0/8,fd00::/8  127.0.0.1")).toHaveLength(3);
  });
  for (const bad of [
    "10.0.0.0/33",
    "10.0.0.0/",
    "10.0.0.0/-1",
    "10.0.0.0/8/8",
    "127.1/8",
    "010.0.0.0/8",
    "::/129",
    "localhost",
    "fe80::1%eth0/64",
    "::ffff:127.0.0.0/104",
    "10.0.0.0/8x",
  ]) {
    it(`names "${bad}" in one line`, () => {
      expect(() => parseCidrs(`192.168.0.0/16, ${bad}`)).toThrow(
        new RegExp(`^"${bad.replace(/[.*+?^$]/g, "\\$&")}" is [^\n]*$`),
      );
    });
  }
});

describe("needsAllowance", () => {
  for (const [url, needed] of [
    ["https://x.example/", false],
    ["https://x.example:80/", false],
    ["https://x.example:443/", false],
    ["https://x.example:8443/", true],
    ["http://x.example/", true],
    ["http://x.example:443/", true],
  ] as const) {
    it(`${url}: ${needed}`, () => expect(needsAllowance(new URL(url))).toBe(needed));
  }
});
