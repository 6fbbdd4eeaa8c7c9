import { type ContractDocument, type ContractOperation, operationsOf, resolveReference } from "./document.ts";
import type { ErrorExplanations } from "./error-explanations.ts";

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
 * Gives each operation the list of codes that it may answer (`x-error-codes`): those that name it, and those of its
 * fields (`x-error-code`).
 *
 * @throws Error if a code names an operation that does not exist, or that does not document the code's status
 */
export function documentErrorCodes(document: ContractDocument, explained: ErrorExplanations): void {
  const all: Described[] = [...operationsOf(document)];
  const ids = new Set(all.map(({ id }) => id));
  for (const [code, { operations: named }] of Object.entries(explained)) {
    const unknown = named.filter((name) => !ids.has(name) && !Object.hasOwn(words, name));
    if (unknown.length > 0) throw new Error(`${code}: there is no operation ${unknown.join(", ")}`);
    const status = String(document["x-error-codes"][code]?.status);
    for (const one of all.filter((each) => answers(document, each, code, named))) {
      const isDocumented = one.operation.responses[status] !== undefined;
      // An item of a bulk create is refused inside the answer, not by its status.
      if (isDocumented || one.id === "bulkCreateSchedules") addCode(one.operation, code);
      else if (!named.includes("every")) throw new Error(`${code}: ${one.id} documents no ${status}`);
    }
  }
}

/** Lists the operations that may answer a code, in the order of the contract. */
export function operationsOfCode(document: ContractDocument, code: string): string[] {
  return [...operationsOf(document)]
    .filter(({ operation }) => operation["x-error-codes"]?.includes(code))
    .map(({ id }) => id);
}

function answers(
  document: ContractDocument,
  one: Described,
  code: string,
  named: readonly string[],
): boolean {
  if (named.includes(one.id)) return true;
  return named.some((name) => words[name]?.(one, document)) || hasField(document, one.operation, code);
}

function addCode(operation: ContractOperation, code: string): void {
  operation["x-error-codes"] = [...(operation["x-error-codes"] ?? []), code];
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
