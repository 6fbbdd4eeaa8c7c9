import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Exchange } from "./exchange.ts";

const folder = join(import.meta.dirname, "..", "..", "..", "openapi", "examples");

/** The examples of one operation, as `openapi/examples/<operation>.json` has them. */
export interface Examples {
  request?: unknown;
  answers: Record<string, unknown>;
}

/** Examples by operation: the first exchange of each status, with the request of the first success. */
export function examplesOf(exchanges: readonly Exchange[]): Map<string, Examples> {
  const all = new Map<string, Examples>();
  for (const { id, status, request, answer } of exchanges) {
    const examples = all.get(id) ?? { answers: {} };
    all.set(id, examples);
    if (String(status) in examples.answers) continue;
    examples.answers[status] = answer;
    if (request !== undefined && status < 300) examples.request ??= request;
  }
  return all;
}

/** Reads the committed examples of an operation. */
export function readExamples(id: string): Examples {
  return JSON.parse(readFileSync(join(folder, `${id}.json`), "utf8"));
}

/** Writes examples: shortened, with a public host, and without secrets. */
export function writeExamples(all: ReadonlyMap<string, Examples>, receiverUrl: string): void {
  mkdirSync(folder, { recursive: true });
  for (const [id, examples] of all) {
    const { request, answers } = examples;
    const shown = Object.fromEntries(
      Object.entries(answers).map(([status, answer]) => [status, shortened(id, answer)]),
    );
    const text = JSON.stringify({ ...(request !== undefined && { request }), answers: shown }, null, 2);
    writeFileSync(join(folder, `${id}.json`), `${publicText(text, receiverUrl)}\n`);
  }
}

function publicText(text: string, receiverUrl: string): string {
  const secret = `whsec_${Buffer.from("a secret that is only an example").toString("base64")}`;
  return text
    .replaceAll(receiverUrl, "https://example.com")
    .replaceAll(/whsec_[A-Za-z0-9+/=]+/g, secret)
    .replaceAll(/sk_(test|live)_[A-Za-z0-9]{12,}/g, "sk_$1_ExampleExampleExampleExample")
    .replaceAll(/sk_(test|live)_\w+\.\.\.\w+/g, "sk_$1_Exam...mple");
}

/** Pages and documents are cut to their first lines. */
function shortened(id: string, answer: unknown): unknown {
  if (typeof answer === "string") return `${answer.split("\n").slice(0, 4).join("\n")}\n`;
  if (id === "getOpenapi" && isObject(answer) && "openapi" in answer) {
    const { title, version } = Object(answer.info);
    return { openapi: answer.openapi, info: { title, version } };
  }
  if (id === "getMetricsJson" && isObject(answer) && isObject(answer.processes)) {
    const first = ([name, figures]: [string, unknown]) => [name, Object.fromEntries(someEntries(figures))];
    return { processes: Object.fromEntries(Object.entries(answer.processes).slice(0, 2).map(first)) };
  }
  return shortLists(answer);
}

function someEntries(value: unknown): [string, unknown][] {
  return Object.entries(Object(value)).slice(0, 3);
}

function shortLists(value: unknown): unknown {
  if (Array.isArray(value)) {
    // The newest entry of a series, which has values.
    return value.slice(isObject(value[0]) ? -2 : 0).map(shortLists);
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shortLists(member)]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
