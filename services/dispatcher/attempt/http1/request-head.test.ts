import { describe, expect, it } from "vitest";
import { HttpError } from "./http-error.ts";
import { requestHead } from "./request-head.ts";

const nothing = Buffer.alloc(0);

describe("requestHead", () => {
  it("is the request line, the headers as given, and what frames the request", () => {
    const body = Buffer.from("ü");
    expect(
      requestHead({ method: "POST", path: "/a?b", headers: ["X-A", "1", "x-a", "\t2"], body }, "h:81"),
    ).toBe(
      "POST /a?b HTTP/1.1\r\nHost: h:81\r\nConnection: keep-alive\r\nX-A: 1\r\nx-a: \t2\r\nContent-Length: 2\r\n\r\n",
    );
  });

  it("sends a length of 0 for methods that expect a body", () => {
    const lengthOf = (method: string) =>
      /Content-Length: (\d+)/.exec(requestHead({ method, path: "/", headers: [], body: nothing }, "h"))?.[1];
    expect(["POST", "PUT", "PATCH"].map(lengthOf)).toEqual(["0", "0", "0"]);
    expect(["GET", "DELETE"].map(lengthOf)).toEqual([undefined, undefined]);
  });

  for (const value of ["a\r\nX-B: c", "a\nb", "a\0", "a\x7f"]) {
    it(`never lets a header end early: ${JSON.stringify(value)}`, () => {
      for (const headers of [
        ["X-A", value],
        [value, "1"],
      ]) {
        expect(() => requestHead({ method: "GET", path: "/", headers, body: nothing }, "h")).toThrow(
          HttpError,
        );
      }
    });
  }
});
