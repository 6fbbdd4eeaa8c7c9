import { invalidJson } from "../read/json-body.ts";

/**
 * Members and elements of a message. The server parses and checks a message in one go, and these take 3 ms; as many as
 * fit into a body took 43 ms, in which no other request was answered. A call of a tool has a dozen, besides the `body`
 * of a delivery, which may be sent as a text and then counts as one.
 */
const mostValues = 10_000;
/** Levels of a message; checks of what is nested go down by recursion. */
const mostLevels = 100;

const tab = 0x09;
const newline = 0x0a;
const carriageReturn = 0x0d;
const space = 0x20;
const quote = 0x22;
const comma = 0x2c;
const openBracket = 0x5b;
const backslash = 0x5c;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;
/** Blanks that JSON allows before a value (RFC 8259, 2). */
const blanks = new Set([space, tab, newline, carriageReturn]);

/**
 * Refuses a body that is no single message of a size that is parsed in no time. It must begin as an object: a batch,
 * which older revisions had, would hold thousands of calls and count as one request. The MCP server checks
 * that it is JSON, and a message.
 *
 * @throws ServiceError invalid_json
 */
export function requireMessage(body: Uint8Array): void {
  const first = body.find((byte) => !blanks.has(byte));
  if (first !== openBrace) throw invalidJson("Send one JSON-RPC message, an object; batches are not taken.");
  let values = 0;
  let levels = 0;
  for (let at = 0; at < body.length; at++) {
    const byte = body[at];
    if (byte === quote) at = endOfText(body, at);
    else if (byte === comma) values++;
    else if (byte === openBracket || byte === openBrace) {
      values++;
      levels++;
    } else if (byte === closeBracket || byte === closeBrace) levels--;
    if (values > mostValues || levels > mostLevels) throw tooMuch();
  }
}

/** Where the text that begins at `start` has its last quote; the end of the body where it has none. */
function endOfText(body: Uint8Array, start: number): number {
  for (let at = start + 1; at < body.length; at++) {
    if (body[at] === quote) return at;
    if (body[at] === backslash) at++;
  }
  return body.length;
}

function tooMuch() {
  return invalidJson(
    `A message may have ${mostValues} values, nested ${mostLevels} deep. Send more data as one text: \`body\` may be one.`,
  );
}
