import { expect } from "vitest";
import { undocumented } from "./documented-answers.ts";

/** An answer as it came over a connection. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** The answers in what came over one connection. */
export function answersIn(text: string): RawAnswer[] {
  const answers: RawAnswer[] = [];
  for (let rest = text; rest !== ""; ) {
    const [head = ""] = rest.split("\r\n\r\n", 1);
    const [line = "", ...lines] = head.split("\r\n");
    const headers = new Headers(
      lines.map((each): [string, string] => {
        const colon = each.indexOf(":");
        return [each.slice(0, colon), each.slice(colon + 1).trim()];
      }),
    );
    const from = head.length + 4;
    const length = Number(headers.get("content-length"));
    answers.push({ status: Number(line.split(" ")[1]), headers, text: rest.slice(from, from + length) });
    rest = rest.slice(from + length);
  }
  return answers;
}

/** That it is the documented answer to what is no request, and the last on its connection. */
export function expectProblem(answer: RawAnswer | undefined, status: number, code: string): void {
  if (answer === undefined) throw new Error("there is no answer");
  const { error } = JSON.parse(answer.text);
  expect([answer.status, error.code]).toEqual([status, code]);
  expect(error.request_id).toBe(answer.headers.get("x-request-id"));
  expect(answer.headers.get("connection")).toBe("close");
  expect(undocumented({ ...answer, method: "GET", path: "/healthz" })).toBeNull();
}
