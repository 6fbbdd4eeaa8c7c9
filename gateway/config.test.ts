import { expect, it } from "vitest";
import { readGatewayConfig } from "./config.ts";

const right = { RPC_INSECURE_LOOPBACK: "1" };

it("the gateway does not start when it is asked for an API that it does not serve", () => {
  for (const api of ["stableschedule", "payweave", "stableschedule,payweave", "x"]) {
    const read = () => readGatewayConfig({ ...right, WALLET_API: api });
    expect(read).toThrow("WALLET_API must be unset: no API for wallets is served yet");
  }
  expect(readGatewayConfig({ ...right, WALLET_API: "" }).port).toBe(8080);
});
