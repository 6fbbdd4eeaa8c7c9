import type { ErrorCode } from "../../generated/openapi/errors.ts";
import { ServiceError } from "../../services/runtime/errors.ts";

const longest = 255;

/**
 * Idempotency key of a request, from its header or its body; undefined if it has none.
 *
 * @throws ServiceError invalid_idempotency_key if it is empty or too long, or if the two differ
 */
export function idempotencyKeyOf(header: string | undefined, field?: string | null): string | undefined {
  if (header !== undefined && (header.length < 1 || header.length > longest)) {
    throw invalid(`\`Idempotency-Key\` must have 1 to ${longest} characters.`, "Idempotency-Key");
  }
  const own = field ?? undefined;
  if (header !== undefined && own !== undefined && header !== own) {
    throw invalid("`idempotency_key` must be the same as the `Idempotency-Key` header.", "idempotency_key");
  }
  return header ?? own;
}

function invalid(message: string, param: string): ServiceError<ErrorCode> {
  return new ServiceError("invalid_idempotency_key", message, param);
}
