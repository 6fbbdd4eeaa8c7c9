import { ErrorInfo } from "../../../generated/rpc/google/rpc/error_details.ts";
import { Status } from "../../../generated/rpc/google/rpc/status.ts";

/** The trailer that carries a `google.rpc.Status` beside the plain gRPC status. */
export const statusDetailsKey = "grpc-status-details-bin";

const errorInfoType = "type.googleapis.com/google.rpc.ErrorInfo";
const domain = "landfall";

/** Encodes a `google.rpc.Status` with one `ErrorInfo`. */
export function encodeStatusDetails(
  code: number,
  message: string,
  info: Pick<ErrorInfo, "reason" | "metadata">,
): Buffer {
  const value = Buffer.from(ErrorInfo.encode({ ...info, domain }).finish());
  const details = [{ typeUrl: errorInfoType, value }];
  return Buffer.from(Status.encode({ code, message, details }).finish());
}

/**
 * Decodes the message and the first `ErrorInfo` of a `google.rpc.Status`; null if it has none or is
 * malformed.
 */
export function decodeStatusDetails(bytes: Uint8Array): { message: string; info: ErrorInfo } | null {
  try {
    const { message, details } = Status.decode(bytes);
    const detail = details.find(({ typeUrl }) => typeUrl === errorInfoType);
    return detail === undefined ? null : { message, info: ErrorInfo.decode(detail.value) };
  } catch {
    return null;
  }
}
