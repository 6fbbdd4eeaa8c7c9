import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { operations } from "../../../generated/openapi/operations.gen.ts";
import { Landfall } from "./landfall.ts";

const document = JSON.parse(readFileSync("generated/openapi/openapi.json", "utf8"));

interface Sent {
  readonly operation: string;
  readonly key: string | null;
  readonly authorization: string | null;
}

/** A client that records its requests, each answered with an empty page. */
function recording() {
  const sent: Sent[] = [];
  const landfall = new Landfall({
    apiKey: "sk_test_1",
    baseUrl: "https://landfall.test/",
    async fetch(input) {
      const request = input instanceof Request ? input : new Request(input);
      const path = new URL(request.url).pathname.replace("/x_1", "/{id}");
      const { headers } = request;
      sent.push({
        operation: `${request.method} ${path}`,
        key: headers.get("idempotency-key"),
        authorization: headers.get("authorization"),
      });
      const isText = ["/metrics", "/reference", "/v1/auth/magic/verify"].includes(path);
      if (isText) return new Response("text", { headers: { "content-type": "text/plain" } });
      return Response.json({ object: "list", data: [], has_more: false, next_cursor: null });
    },
  });
  return { landfall, sent };
}

/** Calls every function of the client; those of one object take its id first. */
async function callEverything(landfall: Landfall): Promise<void> {
  const rooms = Object.values(landfall).filter((value) => typeof value === "object" && value !== null);
  for (const room of rooms) {
    for (const call of Object.values<(...given: unknown[]) => PromiseLike<unknown>>(room)) {
      const takesId = /^\(?\s*id\b/.test(String(call));
      await (takesId ? call("x_1") : call({}));
    }
  }
  await landfall.whoAmI();
}

const idempotent = new Set(
  Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(Object(item)).flatMap(([method, operation]) =>
      JSON.stringify(Object(operation).parameters ?? []).includes("IdempotencyKey")
        ? [`${method.toUpperCase()} ${path}`]
        : [],
    ),
  ),
);

describe("the face", () => {
  it("has a place for every operation of the contract, and sends nothing else", async () => {
    const { landfall, sent } = recording();
    await callEverything(landfall);
    const wanted = Object.values(operations).map(({ method, path }) => `${method} ${path}`);
    expect(sent.map(({ operation }) => operation).sort()).toEqual(wanted.sort());
  });

  it("gives an idempotency key to each call that takes one, another each time, and the key only where one is needed", async () => {
    const { landfall, sent } = recording();
    await callEverything(landfall);
    await callEverything(landfall);
    const keyed = sent.filter(({ key }) => key !== null);
    expect(new Set(keyed.map(({ operation }) => operation))).toEqual(idempotent);
    expect(new Set(keyed.map(({ key }) => key)).size).toBe(idempotent.size * 2);
    const open = new Set(
      Object.values(operations).flatMap(({ method, path, scope }) =>
        scope === null ? [`${method} ${path}`] : [],
      ),
    );
    for (const { operation, authorization } of sent) {
      expect([operation, authorization]).toEqual([
        operation,
        open.has(operation) ? null : "Bearer sk_test_1",
      ]);
    }
  });

  it("leaves a body that has its own idempotency key without a second one", async () => {
    const { landfall, sent } = recording();
    await landfall.schedules.create({
      endpoint: "https://example.com",
      delay: "1h",
      idempotency_key: "mine",
    });
    await landfall.schedules.create(
      { endpoint: "https://example.com", delay: "1h" },
      { idempotencyKey: "yours" },
    );
    expect(sent.map(({ key }) => key)).toEqual([null, "yours"]);
  });

  it("takes no id that leads elsewhere, and no key or address that cannot be one", async () => {
    const { landfall, sent } = recording();
    for (const id of ["", ".", ".."])
      await expect(landfall.schedules.get(id)).rejects.toThrow("is not an id");
    await landfall.schedules.get("a/b?c");
    expect(sent.map(({ operation }) => operation)).toEqual(["GET /v1/schedules/a%2Fb%3Fc"]);
    const baseUrl = "https://landfall.test";
    for (const apiKey of ["", "two words", "sk_test_\n"]) {
      expect(() => new Landfall({ apiKey, baseUrl })).toThrow("`apiKey` must be");
    }
    for (const wrong of ["", "landfall.test", "ftp://landfall.test", "http://"]) {
      expect(() => new Landfall({ apiKey: "sk_test_1", baseUrl: wrong })).toThrow("`baseUrl` must be");
    }
  });

  it("knows every answer that is neither a success nor an error: what is not ready says so", async () => {
    const odd = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.values(Object(item)).flatMap((operation) =>
        Object.entries(Object(Object(operation).responses)).flatMap(([status, answer]) => {
          const isError = JSON.stringify(answer).match(/schemas\/Error"|components\/responses\//) !== null;
          return status.startsWith("2") || isError ? [] : [`${path} ${status}`];
        }),
      ),
    );
    // A browser follows them; fetch does, too.
    const redirects = ["/v1/auth/magic/verify 302", "/v1/auth/magic/verify 302"];
    expect(odd).toEqual([...redirects, "/readyz 503"]);
    const state = { status: "not_ready", checks: { scheduler: "unavailable" } };
    let asked = 0;
    const fetch = async () => {
      asked++;
      return Response.json(state, { status: 503 });
    };
    const away = new Landfall({ apiKey: "sk_test_1", baseUrl: "https://landfall.test", fetch });
    expect([await away.service.readiness(), asked]).toEqual([state, 1]);
  });

  it("shows its key in no log", () => {
    const { landfall } = recording();
    expect(JSON.stringify(landfall)).not.toContain("sk_test_1");
    expect(Object.keys(landfall)).not.toContain("send");
  });
});
