import { invalidJson } from "../read/json-body.ts";

/** Blanks that JSON allows before a value (RFC 8259, 2). */
const blanks = new Set([0x20, 0x09, 0x0a, 0x0d]);
const brace = 0x7b;

/**
 * Refuses a body that does not begin as an object: a batch, which older revisions had, would hold thousands of calls and
 * count as one request. Whether an object is a message, the MCP server says.
 *
 * @throws ServiceError invalid_json
 */
export function requireOneMessage(body: Uint8Array): void {
  const first = body.find((byte) => !blanks.has(byte));
  if (first !== brace) throw invalidJson("Send one JSON-RPC message, an object; batches are not taken.");
}
