import { describe, expect, it } from "vitest";
import { readConfig } from "../config.ts";
import { accessOf, rpcVariables, serverAccessOf } from "./access.ts";

const token = "t".repeat(32);
const read = (environment: Record<string, string>) => readConfig(environment, rpcVariables);

describe("serverAccessOf", () => {
  for (const [listen, environment] of [
    ["unix:/run/landfall/a.sock", {}],
    ["127.0.0.1:9001", { RPC_TOKEN: token }],
    ["0.0.0.0:9001", { RPC_TOKEN: token }],
    ["127.0.0.1:9001", { RPC_INSECURE_LOOPBACK: "1" }],
  ] as const)
    it(`lets ${listen} listen with ${JSON.stringify(environment)}`, () => {
      expect(() => serverAccessOf(read(environment), listen)).not.toThrow();
    });

  it("refuses the loopback without a token, and lists the alternatives in one line", () => {
    expect(() => serverAccessOf(read({ RPC_TOKEN: "" }), "127.0.0.1:9001")).toThrow(
      /^RPC_TOKEN must be set .* LISTEN_ADDRESS be unix:.* RPC_INSECURE_LOOPBACK be 1.*$/,
    );
  });

  it("refuses anything beyond the loopback without a token, whatever else is set", () => {
    expect(() => serverAccessOf(read({ RPC_INSECURE_LOOPBACK: "1" }), "0.0.0.0:9001")).toThrow(
      /^RPC_TOKEN must be set to listen on TCP beyond the loopback/,
    );
  });
});

describe("the variables", () => {
  for (const wrong of ["short", "t".repeat(31), "t".repeat(513), `${token} `, `${token}ü`])
    it(`refuse a token such as ${wrong.slice(0, 40)}, without repeating it`, () => {
      const message = /^RPC_TOKEN must be 32 to 512 letters, digits and - \. _ ~ \+ \/ =/;
      expect(() => read({ RPC_TOKEN: wrong })).toThrow(message);
    });

  it("refuse incomplete certificate settings", () => {
    expect(() => accessOf(read({ RPC_TLS_CERT: "/dev/null" }))).toThrow("must be set together");
  });

  it("refuse files that hold no certificates", () => {
    const environment = { RPC_TLS_CERT: "/dev/null", RPC_TLS_KEY: "/dev/null", RPC_TLS_CA: "/dev/null" };
    expect(() => accessOf(read(environment))).toThrow("must be PEM files");
  });
});
