import { describe, expect, it } from "vitest";
import { inProcessFetch } from "./in-process-fetch.ts";

describe("inProcessFetch", () => {
  it("carries method, path, headers and bodies both ways", async () => {
    const ask = inProcessFetch(async (request, response) => {
      let body = "";
      for await (const chunk of request.setEncoding("utf8")) body += chunk;
      response.writeHead(201, { "x-host": request.headers.host });
      response.end(JSON.stringify([request.method, request.url, request.headers.a, body]));
    });
    const given = { method: "POST", headers: { a: "1" }, body: "größe".repeat(50_000) };
    const answer = await ask("http://nowhere.internal/v1/x?q=1", given);
    expect([answer.status, answer.headers.get("x-host")]).toEqual([201, "nowhere.internal:80"]);
    expect(await answer.json()).toEqual(["POST", "/v1/x?q=1", "1", given.body]);
  });

  it("takes answers without a body, and many at once", async () => {
    const ask = inProcessFetch((_request, response) => response.writeHead(204).end());
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask("http://nowhere.internal/")));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));
  });

  it("ends with its signal, and says so where the request is answered", async () => {
    const gone = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    const ask = inProcessFetch((request) => {
      request.on("close", () => gone.resolve());
      asked.resolve();
    });
    const control = new AbortController();
    const answer = ask("http://nowhere.internal/", { signal: control.signal });
    await asked.promise;
    control.abort();
    await expect(answer).rejects.toThrow();
    await gone.promise;
  });
});
