import { CommanderError } from "commander";
import { describe, expect, it } from "vitest";
import * as sdk from "../../sdk/src/index.ts";
import { parseWhen } from "../../sdk/src/when/when.ts";
import { exitCodeOf } from "./exit-codes.ts";
import { Failure } from "./failure.ts";

const facts = { message: "m", code: "internal_error" as const };

describe("exitCodeOf", () => {
  // The table that README.md promises; change both together.
  const table: readonly (readonly [unknown, number])[] = [
    [new CommanderError(0, "commander.helpDisplayed", ""), 0],
    [new Error("a mistake of ours"), 1],
    ["a text", 1],
    [new CommanderError(1, "commander.unknownCommand", ""), 2],
    [new Failure("usage", "usage", "m"), 2],
    [new sdk.InvalidRequestError({ ...facts, status: 422 }), 2],
    [new sdk.NotFoundError({ ...facts, status: 404 }), 3],
    [new sdk.AuthenticationError({ ...facts, status: 401 }), 4],
    [new sdk.PermissionError({ ...facts, status: 403 }), 4],
    [new sdk.PaymentRequiredError({ ...facts, status: 402 }), 4],
    [new Failure("access", "no_credentials", "m"), 4],
    [new sdk.RateLimitError({ ...facts, status: 429 }), 5],
    [new sdk.ApiError({ ...facts, status: 503 }), 5],
    [new sdk.LandfallError({ ...facts, status: 500 }), 5],
    [new sdk.ConnectionError({ ...facts, code: "connection_failed" }), 5],
    [new sdk.ConnectionError({ ...facts, code: "timeout" }), 5],
    [new sdk.ConnectionError({ ...facts, code: "unexpected_answer", status: 200 }), 5],
    [new sdk.ConflictError({ ...facts, status: 409 }), 6],
    [new sdk.ConflictError({ ...facts, status: 412 }), 6],
    [new Failure("partly", "partly", "m"), 7],
    [new sdk.ConnectionError({ ...facts, code: "aborted" }), 130],
  ];
  for (const [error, code] of table) {
    it(`${error instanceof Error ? error.name : String(error)} is ${code}`, () =>
      expect(exitCodeOf(error)).toBe(code));
  }

  it("takes a time that cannot be read for wrong usage", () => {
    const refusal = (() => {
      try {
        return parseWhen("soon");
      } catch (error) {
        return error;
      }
    })();
    expect(exitCodeOf(refusal)).toBe(2);
  });
});
