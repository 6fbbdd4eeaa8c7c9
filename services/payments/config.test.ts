import { describe, expect, it } from "vitest";
import { readPaymentsConfig } from "./config.ts";

const right = {
  DATABASE_URL: "mysql://u:p@127.0.0.1/db",
  SEALING_KEYS: "k1:x",
  PUBLIC_URL: "https://wallets.example",
  X402_NETWORK: "eip155:8453",
  RPC_INSECURE_LOOPBACK: "1",
};

describe("the payments service's config", () => {
  it("has the chains that are paid on, each once", () => {
    const both = { ...right, MPP_TEMPO_CHAIN_ID: "4217" };
    expect(readPaymentsConfig(both)).toMatchObject({ chains: ["eip155:8453", "eip155:4217"], mode: "live" });
    expect(readPaymentsConfig({ ...right, MPP_TEMPO_CHAIN_ID: "8453" }).chains).toEqual(["eip155:8453"]);
  });

  for (const url of [
    "https://wallets.example:8443",
    "http://127.0.0.1:8080",
    "http://localhost",
    "http://[::1]:1",
  ]) {
    it(`takes ${url} as the address of its gateway`, () =>
      expect(readPaymentsConfig({ ...right, PUBLIC_URL: url }).publicUrl.origin).toBe(url));
  }

  for (const url of [
    "wallets.example",
    "http://wallets.example",
    "https://wallets.example/api",
    "https://u:p@wallets.example",
    "ftp://127.0.0.1",
    "http://127.0.0.1.evil.example",
  ]) {
    it(`refuses ${url}`, () =>
      expect(() => readPaymentsConfig({ ...right, PUBLIC_URL: url })).toThrow(
        /^PUBLIC_URL must be an origin/,
      ));
  }

  for (const changes of [{ X402_NETWORK: "" }, { X402_NETWORK: "base" }, { MPP_TEMPO_CHAIN_ID: "tempo" }]) {
    it(`refuses ${JSON.stringify(changes)}`, () =>
      expect(() => readPaymentsConfig({ ...right, ...changes })).toThrow(/^X402_NETWORK must be/));
  }
});
