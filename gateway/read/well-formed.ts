import type { Part } from "../../generated/openapi/validators.js";
import { ServiceError } from "../../services/runtime/errors.ts";
import { codeAt } from "../problem/fault.ts";
import { isJsonObject } from "./json-body.ts";

/**
 * Refuses text with a lone surrogate, which JSON can express and UTF-8 cannot. `body` has a rule of its
 * own. The value has been validated, so it is not deeply nested.
 *
 * @throws ServiceError with the field's code
 */
export function refuseLoneSurrogates(value: unknown, codes: Part["codes"], pointer = ""): void {
  if (typeof value === "string") {
    if (!value.isWellFormed()) throw notUnicode(pointer, codes);
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) refuseLoneSurrogates(item, codes, `${pointer}/${index}`);
  } else if (isJsonObject(value)) {
    for (const [key, member] of Object.entries(value)) {
      if (!key.isWellFormed()) throw notUnicode(pointer, codes);
      if (pointer !== "" || key !== "body") refuseLoneSurrogates(member, codes, `${pointer}/${key}`);
    }
  }
}

function notUnicode(pointer: string, codes: Part["codes"]): ServiceError {
  const param = pointer.slice(1).replaceAll("/", ".");
  const message = `\`${param}\` must be Unicode text: a surrogate stands alone in it.`;
  return new ServiceError(codeAt(pointer, codes), message, param);
}
