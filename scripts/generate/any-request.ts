import { type ContractDocument, operationsOf } from "./document.ts";

/**
 * Adds to each operation the answers that any request may get before its operation is reached
 * (`x-any-request`), instead of repeating the same six lines in every file of `paths/`.
 */
export function documentAnyRequest(bundle: ContractDocument): void {
  const answers = Object.entries(bundle["x-any-request"] ?? {}).map(([status, name]) => {
    if (!Object.hasOwn(bundle.components.responses, name)) throw new Error(`no response is called ${name}`);
    return [status, { $ref: `#/components/responses/${name}` }] as const;
  });
  for (const { operation } of operationsOf(bundle)) {
    operation.responses = { ...Object.fromEntries(answers), ...operation.responses };
  }
  Reflect.deleteProperty(bundle, "x-any-request");
}
