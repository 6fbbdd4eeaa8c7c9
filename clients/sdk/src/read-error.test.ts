import { describe, expect, it } from "vitest";
import { errors } from "../../../generated/openapi/errors.ts";
import { Landfall } from "./landfall.ts";
import { isLandfallError, type LandfallError } from "./landfall-error.ts";

/** The error of a call with this answer. */
async function rejection(answer: Response | (() => never)): Promise<LandfallError> {
  const landfall = new Landfall({
    apiKey: "sk_test_1",
    baseUrl: "https://landfall.test",
    maxRetries: 0,
    fetch: async () => (typeof answer === "function" ? answer() : answer),
  });
  const error: unknown = await landfall.schedules.get("sch_1").catch((thrown: unknown) => thrown);
  if (!isLandfallError(error)) throw new Error(`rejected with ${String(error)}`);
  return error;
}

const answered = (status: number, error: object, headers: Record<string, string> = {}) =>
  Response.json({ error }, { status, headers: { "x-request-id": "req_1", ...headers } });

describe("an error", () => {
  it.each([
    [404, "not_found_error", "schedule_not_found", "NotFoundError"],
    [401, "authentication_error", "invalid_api_key", "AuthenticationError"],
    [403, "permission_error", "insufficient_scope", "PermissionError"],
    [412, "conflict_error", "version_mismatch", "ConflictError"],
    [422, "invalid_request_error", "invalid_cron", "InvalidRequestError"],
    [402, "payment_required_error", "no_credit", "PaymentRequiredError"],
    [500, "api_error", "internal_error", "ApiError"],
    [400, "an_error_of_tomorrow", "something_new", "LandfallError"],
  ])("%d %s %s is known by its name, %s", async (status, type, code, name) => {
    const error = await rejection(
      answered(status, { type, code, message: "Why.", param: "cron", request_id: "req_2" }),
    );
    expect(error).toMatchObject({ name, code, status, message: "Why.", param: "cron", requestId: "req_2" });
    expect(error).toBeInstanceOf(Error);
  });

  it("of a rate says how long to wait", async () => {
    const facts = {
      type: "rate_limit_error",
      code: "rate_limited",
      message: "",
      param: null,
      request_id: "r",
    };
    const error = await rejection(answered(429, facts, { "retry-after": "2" }));
    expect(error).toMatchObject({ name: "RateLimitError", retryAfterMs: 2_000 });
  });

  it("has a class for every type of the contract", async () => {
    for (const type of new Set(Object.values(errors).map((each) => each.type))) {
      const error = await rejection(
        answered(400, { type, code: "x", message: "", param: null, request_id: "r" }),
      );
      expect([type, error.name]).not.toEqual([type, "LandfallError"]);
    }
  });

  it.each([
    ["a page of a proxy", new Response("<html>Bad gateway</html>", { status: 502 })],
    [
      "a page that is a success",
      new Response("<html>Welcome</html>", { headers: { "content-type": "text/html" } }),
    ],
    ["a success without a type", new Response("{}", { headers: { "content-type": "" } })],
    ["nothing", new Response(null, { status: 204 })],
    ["an empty success", new Response("", { headers: { "content-length": "0" } })],
    ["bytes", new Response("{}", { headers: { "content-type": "application/octet-stream" } })],
    ["JSON that is cut", new Response('{"id":', { headers: { "content-type": "application/json" } })],
    ["JSON of another service", Response.json({ error: "nope" }, { status: 400 })],
    ["a redirect", new Response(null, { status: 302, headers: { location: "/login" } })],
  ])("is `unexpected_answer` of %s", async (_name, answer) => {
    const error = await rejection(answer);
    expect(error).toMatchObject({
      name: "ConnectionError",
      code: "unexpected_answer",
      status: answer.status,
    });
  });

  it("is `connection_failed` where nobody answers", async () => {
    const error = await rejection(() => {
      throw new TypeError("fetch failed");
    });
    expect(error).toMatchObject({
      name: "ConnectionError",
      code: "connection_failed",
      status: null,
      requestId: null,
    });
  });
});

it("what cannot be sent stays the TypeError that it is", async () => {
  const landfall = new Landfall({ apiKey: "sk_test_1", baseUrl: "https://landfall.test" });
  const circular: Record<string, unknown> = {};
  circular.self = circular;
  await expect(landfall.schedules.create({ delay: "1h", body: circular })).rejects.toThrow(TypeError);
});
