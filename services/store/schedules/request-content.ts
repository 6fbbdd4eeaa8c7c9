/** The caller's part of a request, as it is sealed into `requests.sealed_content`. */
export interface RequestContentParts {
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Null: no body; empty: a body of no bytes. */
  readonly body: Buffer | null;
  /** Sent as `application/json` unless a header says otherwise. */
  readonly bodyIsJson: boolean;
}

const kinds = { none: 0, raw: 1, json: 2 } as const;

/**
 * Packs headers and body: the kind of body (one byte), the length of the headers' JSON (32 bits), the JSON,
 * the body. Null when there is neither.
 */
export function packRequestContent({ headers, body, bodyIsJson }: RequestContentParts): Buffer | null {
  if (headers.length === 0 && body === null) return null;
  const names = Buffer.from(JSON.stringify(headers));
  const head = Buffer.alloc(5);
  head.writeUInt8(body === null ? kinds.none : bodyIsJson ? kinds.json : kinds.raw, 0);
  head.writeUInt32BE(names.length, 1);
  return Buffer.concat([head, names, body ?? Buffer.alloc(0)]);
}

/** Unpacks what `packRequestContent` made; null stands for neither headers nor body. */
export function unpackRequestContent(packed: Buffer | null): RequestContentParts {
  if (packed === null) return { headers: [], body: null, bodyIsJson: false };
  const bodyAt = 5 + packed.readUInt32BE(1);
  return {
    headers: JSON.parse(packed.toString("utf8", 5, bodyAt)),
    body: packed.readUInt8(0) === kinds.none ? null : packed.subarray(bodyAt),
    bodyIsJson: packed.readUInt8(0) === kinds.json,
  };
}

/** Returns the seal context of a request's content, which stops it from being opened as anything else. */
export function requestSealContext(requestId: Buffer): string {
  return `request:${requestId.toString("hex")}`;
}
