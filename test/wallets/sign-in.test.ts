import { x402Client, x402HTTPClient } from "@x402/core/client";
import { createSIWxClientHook } from "@x402/extensions/sign-in-with-x";
import { wrapFetchWithPayment } from "@x402/fetch";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startWalletStack, type WalletStack } from "./fixtures/stack.ts";
import { Wallet } from "./fixtures/wallet.ts";

let stack: WalletStack;
beforeAll(async () => {
  stack = await startWalletStack();
}, 30_000);
afterAll(() => stack.close());

const list = "/api/schedules";
const send = (wallet: Wallet, header: string, path = list) =>
  wallet.send("GET", path, undefined, { "SIGN-IN-WITH-X": header });

describe("signing in", () => {
  it("is asked for with 402, nothing to pay, and a challenge that a wallet can read", async () => {
    const wallet = new Wallet(stack.url);
    const { status, headers, json } = await wallet.send("GET", list);
    expect(status).toBe(402);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(json).toMatchObject({ x402Version: 2, accepts: [], resource: { url: `${stack.url}${list}` } });
    const { info, supportedChains } = json.extensions["sign-in-with-x"];
    expect(info).toMatchObject({ domain: new URL(stack.url).host, uri: `${stack.url}${list}`, version: "1" });
    expect(supportedChains).toEqual([{ chainId: "eip155:84532", type: "eip191" }]);
    expect(JSON.parse(Buffer.from(headers.get("payment-required") ?? "", "base64").toString())).toEqual(json);
  });

  it("opens the schedules of the wallet; one that has never paid has none", async () => {
    const wallet = new Wallet(stack.url);
    const { status, headers, json } = await wallet.call("GET", list);
    expect([status, json]).toEqual([200, { schedules: [] }]);
    expect(headers.get("cache-control")).toBe("private");
  });

  it("is good once: the same signature again is a replay, and so are ten at once but for one", async () => {
    const wallet = new Wallet(stack.url);
    const header = await wallet.sign(await wallet.challenge("GET", list));
    expect((await send(wallet, header)).status).toBe(200);
    const again = await send(wallet, header);
    expect(again).toMatchObject({ status: 402, json: { error: expect.stringMatching(/was used before/) } });
    const other = await wallet.sign(await wallet.challenge("GET", list));
    const all = await Promise.all(Array.from({ length: 10 }, () => send(wallet, other)));
    expect(all.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(402)]);
  });

  it("with another's address, or a changed message, is refused with a fresh challenge", async () => {
    const [wallet, other] = [new Wallet(stack.url), new Wallet(stack.url)];
    const challenge = await wallet.challenge("GET", list);
    const signed = JSON.parse(Buffer.from(await wallet.sign(challenge), "base64").toString());
    for (const changes of [
      { address: other.account.address },
      { statement: "Give everything away." },
      { signature: `0x${"1".repeat(130)}` },
      { signature: "0x12" },
    ]) {
      const header = Buffer.from(JSON.stringify({ ...signed, ...changes })).toString("base64");
      const { status, json } = await send(wallet, header);
      expect([status, json.error]).toEqual([402, "The signature is not of that account."]);
      expect(json.extensions["sign-in-with-x"].info.nonce).not.toBe(challenge.info.nonce);
    }
    // Nobody has used the challenge up.
    expect((await send(wallet, Buffer.from(JSON.stringify(signed)).toString("base64"))).status).toBe(200);
  });

  it("for one route is no good for another", async () => {
    const wallet = new Wallet(stack.url);
    const header = await wallet.sign(await wallet.challenge("GET", list));
    expect((await send(wallet, header, "/api/schedule?id=sch_1")).status).toBe(402);
  });

  it("that is late is asked for anew", async () => {
    const wallet = new Wallet(stack.url);
    const header = await wallet.sign(await wallet.challenge("GET", list));
    stack.time.move(331_000);
    const { status, json } = await send(wallet, header);
    expect([status, json.error]).toEqual([402, "The challenge has expired: sign the new one."]);
  });

  it("that cannot be read is 400, in the contract's own form", async () => {
    const wallet = new Wallet(stack.url);
    for (const header of ["nonsense", Buffer.from("{}").toString("base64"), "a".repeat(9_000)]) {
      const { status, json } = await send(wallet, header);
      expect([status, json]).toEqual([
        400,
        {
          success: false,
          error: "SIGN-IN-WITH-X cannot be read.",
          code: "invalid_parameter",
          issues: [{ path: ["SIGN-IN-WITH-X"], message: "SIGN-IN-WITH-X cannot be read." }],
        },
      ]);
    }
  });

  it("is done by x402's own client", async () => {
    const { account } = new Wallet(stack.url);
    const client = new x402HTTPClient(new x402Client());
    client.onPaymentRequired(createSIWxClientHook(account));
    const response = await wrapFetchWithPayment(fetch, client)(`${stack.url}${list}`);
    expect([response.status, await response.json()]).toEqual([200, { schedules: [] }]);
  });
});
