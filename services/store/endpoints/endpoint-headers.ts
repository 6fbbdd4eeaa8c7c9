/** The headers of a profile as they are sealed into `endpoints.sealed_headers`; null: there are none. */
export function packEndpointHeaders(
  headers: readonly (readonly [name: string, value: string])[],
): Buffer | null {
  return headers.length === 0 ? null : Buffer.from(JSON.stringify(headers));
}

/** The headers of what `packEndpointHeaders` made. */
export function unpackEndpointHeaders(
  packed: Buffer | null,
): readonly (readonly [name: string, value: string])[] {
  return packed === null ? [] : JSON.parse(packed.toString());
}
