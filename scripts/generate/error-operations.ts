import { type ContractDocument, type ContractOperation, operationsOf, resolveReference } from "./document.ts";
import type { ErrorExplanation } from "./error-pages.ts";

interface Described {
  readonly id: string;
  readonly operation: ContractOperation;
}

const timings = [
  "createSchedule",
  "bulkCreateSchedules",
  "previewSchedule",
  "updateSchedule",
  "cloneSchedule",
];

/** Words of `openapi/error-pages.yaml` that stand for several operations. */
const words: Readonly<Record<string, (one: Described, document: ContractDocument) => boolean>> = {
  every: () => true,
  keyed: ({ operation }) => operation["x-scope"] !== undefined,
  scoped: ({ operation }) => !["any", undefined].includes(operation["x-scope"]),
  lists: takes("cursor"),
  creating: takes("Idempotency-Key"),
  conditional: takes("If-Match"),
  bodied: ({ operation }) => operation.requestBody !== undefined,
  planned: ({ id }) => timings.includes(id),
};

/**
 * Lists the operations that may answer a code, in the order of the contract: those that are named, and those with a
 * field of that `x-error-code`.
 *
 * @throws Error if one of them does not exist or does not document the code's status
 */
export function operationsOfCode(
  document: ContractDocument,
  code: string,
  { operations: named }: Pick<ErrorExplanation, "operations">,
): string[] {
  const all: Described[] = [...operationsOf(document)];
  const status = String(document["x-error-codes"][code]?.status);
  const ids = new Set(all.map(({ id }) => id));
  const unknown = named.filter((name) => !ids.has(name) && !Object.hasOwn(words, name));
  if (unknown.length > 0) throw new Error(`${code}: there is no operation ${unknown.join(", ")}`);
  const found = all.filter(
    (one) =>
      named.includes(one.id) ||
      named.some((name) => words[name]?.(one, document)) ||
      hasField(document, one.operation, code),
  );
  // An item of a bulk create is refused inside the answer, not by its status.
  const silent = found.filter(
    ({ id, operation }) => operation.responses[status] === undefined && id !== "bulkCreateSchedules",
  );
  const ofAnyRequest = named.includes("every");
  if (silent.length > 0 && !ofAnyRequest)
    throw new Error(`${code}: ${silent.map(({ id }) => id).join(", ")} documents no ${status}`);
  return found.filter((one) => !silent.includes(one)).map(({ id }) => id);
}

function takes(parameter: string): (one: Described, document: ContractDocument) => boolean {
  return ({ operation }, document) =>
    (operation.parameters ?? []).some((each) => resolveReference(document, each).name === parameter);
}

function hasField(document: ContractDocument, operation: ContractOperation, code: string): boolean {
  const seen = new Set<unknown>();
  const looks = (value: unknown): boolean => {
    if (typeof value !== "object" || value === null || seen.has(value)) return false;
    seen.add(value);
    if ("x-error-code" in value && value["x-error-code"] === code) return true;
    if ("$ref" in value) return looks(resolveReference(document, value));
    return Object.values(value).some(looks);
  };
  return looks([operation.parameters ?? [], operation.requestBody?.content ?? {}]);
}
