import { describe, expect, it } from "vitest";
import { isOnLoopback, longestSocketPathBytes, readRpcAddress } from "./address.ts";

const longest = `/${"x".repeat(longestSocketPathBytes - 1)}`;

describe("readRpcAddress", () => {
  for (const [text, read] of [
    ["127.0.0.1:9001", "127.0.0.1:9001"],
    ["[::1]:9001", "[::1]:9001"],
    ["scheduler.internal:65535", "scheduler.internal:65535"],
    ["unix:/run/landfall/a.sock", "unix:/run/landfall/a.sock"],
    ["unix:///run/landfall/a.sock", "unix:/run/landfall/a.sock"],
    [`unix:${longest}`, `unix:${longest}`],
    [`unix:${longest}x`, null],
    [`unix:/${"ä".repeat(Math.ceil(longestSocketPathBytes / 2))}`, null],
    ["unix:a.sock", null],
    ["unix:9001", null],
    ["127.0.0.1:65536", null],
    ["127.0.0.1", null],
    ["9001", null],
    ["http://127.0.0.1:9001", null],
    ["", null],
  ] as const)
    it(`reads ${text.slice(0, 40)} as ${read?.slice(0, 40)}`, () => expect(readRpcAddress(text)).toBe(read));
});

describe("isOnLoopback", () => {
  for (const address of ["127.0.0.1:1", "127.9.9.9:1", "localhost:1", "[::1]:1"])
    it(`knows ${address}`, () => expect(isOnLoopback(address)).toBe(true));
  for (const address of [
    "0.0.0.0:1",
    "[::]:1",
    "10.0.0.1:1",
    "127.0.0.1.example.com:1",
    "localhost.example.com:1",
  ])
    it(`does not take ${address} for it`, () => expect(isOnLoopback(address)).toBe(false));
});
