import { BinaryReader, BinaryWriter } from "@bufbuild/protobuf/wire";

/** Contents of a `google.rpc.ErrorInfo`: the error and its subject. */
export interface ErrorInfo {
  readonly reason: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/** The trailer that carries a `google.rpc.Status` beside the plain gRPC status. */
export const statusDetailsKey = "grpc-status-details-bin";

const errorInfoType = "type.googleapis.com/google.rpc.ErrorInfo";
const domain = "landfall";

/**
 * Encodes a `google.rpc.Status` with one `ErrorInfo`. Written by hand, since the runtime must not import
 * code generated from our own contracts. Field numbers: googleapis google/rpc/status.proto and
 * error_details.proto.
 */
export function encodeStatusDetails(code: number, message: string, info: ErrorInfo): Buffer {
  const errorInfo = new BinaryWriter().uint32(10).string(info.reason).uint32(18).string(domain);
  for (const [key, value] of Object.entries(info.metadata)) {
    errorInfo.uint32(26).fork().uint32(10).string(key).uint32(18).string(value).join();
  }
  const detail = new BinaryWriter().uint32(10).string(errorInfoType).uint32(18).bytes(errorInfo.finish());
  const status = new BinaryWriter().uint32(8).int32(code).uint32(18).string(message);
  return Buffer.from(status.uint32(26).bytes(detail.finish()).finish());
}

/**
 * Decodes the message and the first `ErrorInfo` of a `google.rpc.Status`; null if it has none or is
 * malformed.
 */
export function decodeStatusDetails(bytes: Uint8Array): { message: string; info: ErrorInfo } | null {
  try {
    let message = "";
    let info: ErrorInfo | null = null;
    eachField(bytes, (field, reader) => {
      if (field === 2) message = reader.string();
      else if (field === 3) info ??= decodeDetail(reader.bytes());
      else return false;
      return true;
    });
    return info === null ? null : { message, info };
  } catch {
    return null;
  }
}

function decodeDetail(bytes: Uint8Array): ErrorInfo | null {
  let type = "";
  let value: Uint8Array = new Uint8Array();
  eachField(bytes, (field, reader) => {
    if (field === 1) type = reader.string();
    else if (field === 2) value = reader.bytes();
    else return false;
    return true;
  });
  return type === errorInfoType ? decodeErrorInfo(value) : null;
}

function decodeErrorInfo(bytes: Uint8Array): ErrorInfo {
  let reason = "";
  const metadata: Record<string, string> = {};
  eachField(bytes, (field, reader) => {
    if (field === 1) reason = reader.string();
    else if (field === 3) Object.assign(metadata, decodeEntry(reader.bytes()));
    else return false;
    return true;
  });
  return { reason, metadata };
}

function decodeEntry(bytes: Uint8Array): Record<string, string> {
  let key = "";
  let value = "";
  eachField(bytes, (field, reader) => {
    if (field === 1) key = reader.string();
    else if (field === 2) value = reader.string();
    else return false;
    return true;
  });
  return { [key]: value };
}

/** Calls `read` for every field and skips those for which it returns false. */
function eachField(bytes: Uint8Array, read: (field: number, reader: BinaryReader) => boolean): void {
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag();
    if (!read(field, reader)) reader.skip(wireType);
  }
}
