import { describe, expect, it } from "vitest";
import { readSettings } from "./settings.ts";

describe("readSettings", () => {
  it("needs nothing", () => {
    expect(readSettings({}, "/repo")).toMatchObject({
      host: "127.0.0.1",
      port: 8080,
      dataDir: "/repo/.data",
      databaseUrl: null,
      egressAllow: "127.0.0.0/8,::1/128",
      egressByDefault: true,
      sealingKeys: null,
      addresses: { scheduler: null, dispatcher: null, accounts: null },
      rpcToken: null,
    });
  });

  it("takes a set and empty EGRESS_ALLOW for none", () => {
    expect(readSettings({ EGRESS_ALLOW: "" }, "/repo")).toMatchObject({
      egressAllow: "",
      egressByDefault: false,
    });
  });

  for (const [environment, complaint] of [
    [{ PORT: "http" }, "PORT=http is not a whole number from 1 to 65535"],
    [{ PORT: "0" }, "PORT=0 is not"],
    [{ PORT: "65536" }, "PORT=65536 is not"],
    [{ EGRESS_ALLOW: "10.0.0.0/33" }, 'EGRESS_ALLOW: "10.0.0.0/33" is not an address block'],
    [{ DATABASE_URL: "nonsense" }, "DATABASE_URL is not a URL"],
    [{ DATABASE_URL: "postgres://host/db" }, "DATABASE_URL must begin with mysql://host"],
    [{ DATABASE_URL: "mysql://user:secret@host" }, "DATABASE_URL must end in the name of a database"],
    [{ SEALING_KEYS: "k1" }, "SEALING_KEYS entry 1 is not of the form id:base64"],
    [{ WALLET_API: "stableschedule" }, "WALLET_API is set, but the APIs for wallets are not served yet"],
    [{ X402_PAY_TO: "0x1" }, "X402_PAY_TO is set, but the APIs for wallets are not served yet"],
    [{ SCHEDULER_ADDRESS: "9101" }, "SCHEDULER_ADDRESS=9101 is not host:port"],
    [{ SCHEDULER_ADDRESS: "127.0.0.1:0" }, "SCHEDULER_ADDRESS=127.0.0.1:0 is not host:port"],
    [{ ACCOUNTS_ADDRESS: "unix:accounts.sock" }, "ACCOUNTS_ADDRESS=unix:accounts.sock is not host:port"],
    [{ ACCOUNTS_ADDRESS: `unix:/${"x".repeat(120)}` }, "or unix:/path of at most"],
    [{ RPC_TOKEN: "short" }, "RPC_TOKEN must be 32 to 512 letters"],
    [{ RPC_TLS_CERT: "/nowhere" }, "RPC_TLS_CERT must be the path of a file"],
  ] as const) {
    it(`says what is wrong with ${Object.entries(environment).join("=").replace(",", "=")}`, () => {
      expect(() => readSettings(environment, "/repo")).toThrow(complaint);
    });
  }

  it("takes addresses of TCP and of Unix sockets", () => {
    const { addresses } = readSettings(
      { SCHEDULER_ADDRESS: "127.0.0.1:9101", ACCOUNTS_ADDRESS: "unix:///run/landfall/a.sock" },
      "/repo",
    );
    expect(addresses).toEqual({
      scheduler: "127.0.0.1:9101",
      dispatcher: null,
      accounts: "unix:/run/landfall/a.sock",
    });
  });

  it("never repeats a password", () => {
    expect(() => readSettings({ DATABASE_URL: "mysql://user:secret@host" }, "/repo")).not.toThrow(/secret/);
  });
});
