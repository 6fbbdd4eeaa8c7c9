/** The caller's part of a request, as it is sealed into `requests.sealed_content`. */
export interface RequestContentParts {
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Null: no body; empty: a body of no bytes. */
  readonly body: Buffer | null;
  /** Goes out as `application/json` unless a header says otherwise. */
  readonly bodyIsJson: boolean;
}

const kinds = { none: 0, raw: 1, json: 2 } as const;

/**
 * Headers and body as one piece of bytes: what kind of body there is (a byte), the length of the headers'
 * JSON (32 bits), the JSON, the body. Null when there is neither.
 */
export function packRequestContent({ headers, body, bodyIsJson }: RequestContentParts): Buffer | null {
  if (headers.length === 0 && body === null) return null;
  const names = Buffer.from(JSON.stringify(headers));
  const head = Buffer.alloc(5);
  head.writeUInt8(body === null ? kinds.none : bodyIsJson ? kinds.json : kinds.raw, 0);
  head.writeUInt32BE(names.length, 1);
  return Buffer.concat([head, names, body ?? Buffer.alloc(0)]);
}

/** The parts of what `packRequestContent` made; null stands for neither headers nor body. */
export function unpackRequestContent(packed: Buffer | null): RequestContentParts {
  if (packed === null) return { headers: [], body: null, bodyIsJson: false };
  const bodyAt = 5 + packed.readUInt32BE(1);
  return {
    headers: JSON.parse(packed.toString("utf8", 5, bodyAt)),
    body: packed.readUInt8(0) === kinds.none ? null : packed.subarray(bodyAt),
    bodyIsJson: packed.readUInt8(0) === kinds.json,
  };
}

/** Returns what the content of a request is sealed for, so that it opens nowhere else. */
export function requestSealContext(requestId: Buffer): string {
  return `request:${requestId.toString("hex")}`;
}
