/** Place in a trace: W3C Trace Context, https://www.w3.org/TR/trace-context/ */
export interface TraceContext {
  /** 32 lower-case hex digits, not all zero. */
  readonly traceId: string;
  /** 16 lower-case hex digits, not all zero. */
  readonly spanId: string;
  readonly sampled: boolean;
}

const form = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const longest = 512;
const sampledBit = 1;

/**
 * Reads a `traceparent` header. A version later than 00 may have more behind the four fields (3.2.4);
 * version ff, ids of zeros, upper case, and anything else malformed count as no header (3.2.2).
 */
export function parseTraceparent(header: string | undefined): TraceContext | null {
  if (header === undefined || header.length > longest) return null;
  const [, version, traceId, spanId, flags, more] = form.exec(header) ?? [];
  if (version === undefined || traceId === undefined || spanId === undefined || flags === undefined)
    return null;
  if (version === "ff" || (version === "00" && more !== undefined)) return null;
  if (/^0+$/.test(traceId) || /^0+$/.test(spanId)) return null;
  return { traceId, spanId, sampled: (Number.parseInt(flags, 16) & sampledBit) === sampledBit };
}

/** Writes a `traceparent` header, version 00. */
export function formatTraceparent({ traceId, spanId, sampled }: TraceContext): string {
  return `00-${traceId}-${spanId}-${sampled ? "01" : "00"}`;
}

/** Returns a `traceparent` as version 00 writes it; null if it is absent or malformed. */
export function formattedTrace(header: string | undefined): string | null {
  const parsed = parseTraceparent(header);
  return parsed && formatTraceparent(parsed);
}
