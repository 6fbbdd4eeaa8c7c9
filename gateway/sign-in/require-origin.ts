import type { ErrorCode } from "../../generated/openapi/errors.ts";
import { ServiceError } from "../../services/runtime/errors.ts";

/**
 * Refuses a change by a cookie that comes from no page of this server: browsers send `Origin` with every request that
 * is no GET or HEAD.
 *
 * @throws ServiceError `csrf_refused`
 */
export function requireOrigin(origin: string | undefined, publicUrl: string): void {
  if (origin === publicUrl) return;
  const message = "A change by a cookie must come from a page of this server; send an API key instead.";
  throw new ServiceError<ErrorCode>("csrf_refused", message);
}
