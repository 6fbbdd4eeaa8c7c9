import {
  type ContractDocument,
  type ContractOperation,
  operationsOf,
  resolveReference,
} from "../generate/document.ts";
import { narrowed } from "./narrowed.ts";

/**
 * Returns what a client that was written against `before` can no longer rely on in `after`; one line each.
 * Requests may only grow wider, answers may only grow.
 */
export function brokenPromises(before: ContractDocument, after: ContractDocument): string[] {
  const broken: string[] = [];
  const now = new Map(
    [...operationsOf(after)].map((found) => [`${found.method} ${found.path}`, found.operation]),
  );
  for (const { method, path, operation } of operationsOf(before)) {
    const name = `${method} ${path}`;
    const changed = now.get(name);
    if (changed === undefined) broken.push(`${name} is gone`);
    else broken.push(...brokenIn(before, after, operation, changed).map((finding) => `${name}: ${finding}`));
  }
  for (const [code, { status }] of Object.entries(before["x-error-codes"])) {
    const changed = after["x-error-codes"][code]?.status;
    if (changed !== status)
      broken.push(
        `error code ${code} had status ${status} and ${changed === undefined ? "is gone" : `has ${changed}`}`,
      );
  }
  return broken;
}

function brokenIn(
  before: ContractDocument,
  after: ContractDocument,
  was: ContractOperation,
  is: ContractOperation,
): string[] {
  const broken: string[] = [];
  if (was["x-scope"] !== is["x-scope"])
    broken.push(`the scope was ${was["x-scope"]} and is ${is["x-scope"]}`);
  const parameters = parametersOf(after, is);
  for (const [name, parameter] of parametersOf(before, was)) {
    const changed = parameters.get(name);
    if (changed === undefined) broken.push(`the parameter ${name} is gone`);
    else broken.push(...narrowed(before, after, parameter.schema, changed.schema, name, "request"));
  }
  for (const [name, { required }] of parameters) {
    if (required === true && !parametersOf(before, was).has(name))
      broken.push(`the parameter ${name} is new and required`);
  }
  if (is.requestBody?.required === true && was.requestBody?.required !== true)
    broken.push("the body is now required");
  broken.push(...narrowed(before, after, bodyOf(was.requestBody), bodyOf(is.requestBody), "body", "request"));
  for (const [status, response] of Object.entries(was.responses)) {
    const changed = is.responses[status];
    if (changed === undefined) {
      if (status.startsWith("2")) broken.push(`the answer ${status} is gone`);
      continue;
    }
    const [old, fresh] = [resolveReference(before, response), resolveReference(after, changed)];
    broken.push(...narrowed(before, after, bodyOf(old), bodyOf(fresh), status, "answer"));
  }
  return broken;
}

function parametersOf(
  document: ContractDocument,
  operation: ContractOperation,
): Map<string, Record<string, unknown>> {
  const found = (operation.parameters ?? []).map((parameter) => resolveReference(document, parameter));
  return new Map(found.map((parameter) => [String(parameter.name), parameter]));
}

function bodyOf(holder: unknown): unknown {
  const [media] = Object.values(Object(Object(holder).content));
  return Object(media).schema;
}
