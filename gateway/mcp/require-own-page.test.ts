import { describe, expect, it } from "vitest";
import { requireOwnPage } from "./require-own-page.ts";

const refuses = (
  host: string | undefined,
  origin: string | undefined,
  localAddress: string,
  known: string[] = [],
) => {
  try {
    requireOwnPage({ headers: { host, origin }, socket: { localAddress } }, known);
    return false;
  } catch {
    return true;
  }
};

describe("requireOwnPage", () => {
  // Host, Origin, the address that was asked, whether it is refused.
  const table: readonly (readonly [string | undefined, string | undefined, string, boolean])[] = [
    ["127.0.0.1:8080", undefined, "127.0.0.1", false],
    ["LOCALHOST", undefined, "::1", false],
    ["127.8.8.8", "http://localhost:3000", "::ffff:127.0.0.1", false],
    ["evil.example", undefined, "127.0.0.1", true],
    ["evil.example", "http://evil.example", "127.0.0.1", true],
    ["127.0.0.1.evil.example", undefined, "127.0.0.1", true],
    [undefined, undefined, "127.0.0.1", true],
    ["127.0.0.1", "null", "127.0.0.1", true],
    ["127.0.0.1", "", "127.0.0.1", true],
    ["landfall.example.com", undefined, "10.0.0.2", false],
    ["landfall.example.com", "https://landfall.example.com", "10.0.0.2", false],
    ["landfall.example.com", "https://evil.example", "10.0.0.2", true],
    ["landfall.example.com", "http://localhost", "10.0.0.2", true],
  ];
  for (const [host, origin, address, refused] of table) {
    it(`${refused ? "refuses" : "takes"} Host ${host}, Origin ${origin} at ${address}`, () => {
      expect(refuses(host, origin, address)).toBe(refused);
    });
  }

  it("takes the names that it is told", () => {
    expect(
      refuses("proxy.example", "https://app.example", "127.0.0.1", ["proxy.example", "app.example"]),
    ).toBe(false);
    expect(refuses("proxy.example", "https://other.example", "127.0.0.1", ["proxy.example"])).toBe(true);
  });
});
