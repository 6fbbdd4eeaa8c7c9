/** Packs the headers of a profile, to be sealed into `endpoints.sealed_headers`; null: there are none. */
export function packEndpointHeaders(
  headers: readonly (readonly [name: string, value: string])[],
): Buffer | null {
  return headers.length === 0 ? null : Buffer.from(JSON.stringify(headers));
}

/** Unpacks what `packEndpointHeaders` made. */
export function unpackEndpointHeaders(
  packed: Buffer | null,
): readonly (readonly [name: string, value: string])[] {
  return packed === null ? [] : JSON.parse(packed.toString());
}
