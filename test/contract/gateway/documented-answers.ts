import { readFileSync } from "node:fs";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { z } from "zod";

const record = z.record(z.string(), z.unknown());
const document = record.parse(JSON.parse(readFileSync("generated/openapi/openapi.json", "utf8")));
const ajv = new Ajv2020({ strict: false });
formats.default(ajv);
ajv.addSchema({ $id: "openapi.json", ...document });

/** By the schema's text: compiling takes tens of milliseconds, in which the gateway of the same process waits. */
const validators = new Map<string, ValidateFunction>();

/** An answer as it came. */
export interface Answer {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** What every answer has, and Node's own. */
const usualHeaders = new Set([
  "x-request-id",
  "content-type",
  "content-length",
  "date",
  "connection",
  "keep-alive",
]);

/** Why an answer is not one that the document describes; null when it is. */
export function undocumented(answer: Answer): string | null {
  const { method, status, headers, text } = answer;
  const operation = operationAt(answer);
  const response = operation === null ? routeless[status] : at(operation, "responses", String(status));
  if (response === undefined) return `${method} ${answer.path} has no documented ${status}`;
  if (headers.get("x-request-id") === null) return "there is no X-Request-Id";
  const documented = Object.keys(record.parse(at(response, "headers") ?? {})).map((name) =>
    name.toLowerCase(),
  );
  for (const name of headers.keys()) {
    if (!usualHeaders.has(name) && !documented.includes(name))
      return `${status} has no documented header ${name}`;
  }
  const [type, media] = Object.entries(record.parse(at(response, "content")))[0] ?? ["none", {}];
  if (!(headers.get("content-type") ?? "").startsWith(type)) return `content-type is not ${type}`;
  if (method === "HEAD" || type !== "application/json") return null;
  const accepts = validatorOf(JSON.stringify(at(media, "schema")).replaceAll('"#/', '"openapi.json#/'));
  return accepts(JSON.parse(text)) ? null : ajv.errorsText(accepts.errors);
}

/** What is answered where there is no operation; the error codes tell of both. */
const error = {
  headers: { Allow: {} },
  content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
};
const routeless: Record<number, unknown> = {
  ...Object.fromEntries([400, 404, 405, 408, 414, 417, 431, 501].map((status) => [status, error])),
};

function operationAt({ method, path }: Answer): unknown {
  const [pathname = ""] = path.split("?");
  const verb = method === "HEAD" ? "get" : method.toLowerCase();
  const templates = Object.keys(record.parse(document.paths)).sort(
    (a, b) => Number(a.includes("{")) - Number(b.includes("{")),
  );
  const template = templates.find((one) => new RegExp(`^${one.replace(/\{\w+\}/, "[^/]+")}$`).test(pathname));
  return (template === undefined ? undefined : at(document.paths, template, verb)) ?? null;
}

function validatorOf(schema: string): ValidateFunction {
  const validator = validators.get(schema) ?? ajv.compile(record.parse(JSON.parse(schema)));
  validators.set(schema, validator);
  return validator;
}

/** The member of a document at some keys, with references followed. */
function at(value: unknown, ...keys: string[]): unknown {
  let found = value;
  for (const key of keys) {
    found = record.safeParse(found).data?.[key];
    const reference = record.safeParse(found).data?.$ref;
    if (typeof reference === "string" && key !== "schema")
      found = at(document, ...reference.slice(2).split("/"));
  }
  return found;
}
