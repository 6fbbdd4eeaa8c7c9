import {
  type ContractDocument,
  type ContractOperation,
  operationsOf,
  resolveReference,
} from "../generate/document.ts";

const scopes = new Set(["read", "write", "replay", "admin", "any"]);

/** Returns what the contract leaves open that no general linter knows of; one line each. */
export function openCorners(document: ContractDocument): string[] {
  const findings = [...operationsOf(document)].flatMap(({ method, path, operation }) =>
    cornersOf(document, path, operation).map((finding) => `${method} ${path}: ${finding}`),
  );
  const known = document["x-error-codes"];
  for (const code of JSON.stringify(document).matchAll(/"x-error-code":"([^"]+)"/g)) {
    if (!Object.hasOwn(known, code[1] ?? ""))
      findings.push(`x-error-code ${code[1]} is not in openapi/errors.yaml`);
  }
  return findings;
}

function cornersOf(document: ContractDocument, path: string, operation: ContractOperation): string[] {
  const findings: string[] = [];
  const scope = operation["x-scope"];
  const open = operation.security?.length === 0;
  if (scope === undefined ? !open : open) findings.push("needs either an x-scope or `security: []`");
  if (scope !== undefined && !scopes.has(scope))
    findings.push(`x-scope ${scope} is not one of ${[...scopes].join(", ")}`);
  // A redirect that answers a form is a success, too.
  if (!Object.keys(operation.responses).some((status) => /^2|^302$/.test(status)))
    findings.push("documents no success");
  for (const [status, why] of neededStatuses(document, path, operation)) {
    if (!Object.hasOwn(operation.responses, status))
      findings.push(`documents no ${status}, which ${why} can lead to`);
  }
  for (const [status, response] of Object.entries(operation.responses)) {
    const { headers } = resolveReference(document, response);
    if (!Object.hasOwn(Object(headers), "X-Request-Id")) findings.push(`${status} documents no X-Request-Id`);
  }
  return findings;
}

/** The statuses that follow from what an operation is. */
function neededStatuses(
  document: ContractDocument,
  path: string,
  operation: ContractOperation,
): [string, string][] {
  const needed: [string, string][] = [["500", "a defect"]];
  const named = (operation.parameters ?? []).map((parameter) =>
    String(resolveReference(document, parameter).name),
  );
  if (operation["x-scope"] !== undefined) {
    needed.push(["400", "a query"], ["401", "a key"], ["429", "a rate"], ["503", "a service"]);
  }
  if (operation["x-scope"] !== undefined && operation["x-scope"] !== "any") needed.push(["403", "a scope"]);
  if (path.includes("{id}")) needed.push(["404", "an id"]);
  if (named.includes("If-Match")) needed.push(["412", "If-Match"]);
  if (named.includes("Idempotency-Key")) needed.push(["422", "an idempotency key"]);
  return needed;
}
