import { notHttp } from "./http-error.ts";

/** What the head of an answer says, as far as it is of use. */
export interface ResponseHead {
  readonly statusCode: number;
  /** Of the first Retry-After, as it came. */
  readonly retryAfter: string | null;
  /** How the body ends: after so many bytes, by its own chunks, or with the connection (RFC 9112, 6.3). */
  readonly body: number | "chunked" | "until_close";
  /** Whether the receiver takes another request on the connection. */
  readonly keepAlive: boolean;
  /** For how many seconds it does, if it said so. */
  readonly keepAliveSeconds: number | null;
}

interface Fields {
  length: number | null;
  coding: string | null;
  connection: string;
  keepAliveSeconds: number | null;
  retryAfter: string | null;
}

const statusLine = /^HTTP\/1\.([01]) ([1-9]\d\d)(?: |$)/;
/** Control characters but those between words and lines. */
const unreadable = /[^\t\n\r\x20-\x7e\x80-\xff]/;
const lengths = /^\d{1,15}(?:[ \t]*,[ \t]*\d{1,15})*$/;

/**
 * Reads status line and headers.
 *
 * @param text one character a byte, without the empty line at the end; lines may end in a bare LF (RFC 9112, 2.2)
 * @throws HttpError when it is no head of an answer, or says in two ways how long the body is
 */
export function readHead(text: string): ResponseHead {
  const endOfFirst = text.indexOf("\n");
  const first = lineOf(text, 0, endOfFirst === -1 ? text.length : endOfFirst);
  const status = statusLine.exec(first);
  if (status === null || unreadable.test(text)) throw notHttp();
  const statusCode = Number(status[2]);
  const fields = endOfFirst === -1 ? noFields() : readFields(text, endOfFirst + 1);
  return {
    statusCode,
    retryAfter: fields.retryAfter,
    body: bodyOf(statusCode, fields),
    keepAlive: keepsAlive(status[1] === "1", fields),
    keepAliveSeconds: fields.keepAliveSeconds,
  };
}

function noFields(): Fields {
  return { length: null, coding: null, connection: "", keepAliveSeconds: null, retryAfter: null };
}

function readFields(text: string, from: number): Fields {
  const fields = noFields();
  for (let at = from; at < text.length; ) {
    const found = text.indexOf("\n", at);
    const end = found === -1 ? text.length : found;
    readField(fields, text, at, end);
    at = end + 1;
  }
  return fields;
}

function readField(fields: Fields, text: string, from: number, end: number): void {
  // A line that begins with a blank goes on with the one before (RFC 9112, 5.2), in no header that matters here.
  if (isBlank(text[from])) return;
  const colon = text.indexOf(":", from);
  if (colon === -1 || colon > end || colon === from || isBlank(text[colon - 1])) throw notHttp();
  if (!mayMatter(colon - from)) return;
  note(fields, text.slice(from, colon).toLowerCase(), lineOf(text, colon + 1, end).trim());
}

function isBlank(character: string | undefined): boolean {
  return character === " " || character === "\t";
}

/** By the length of its name, so that most headers are passed over unread. */
function mayMatter(length: number): boolean {
  return length === 10 || length === 11 || length === 14 || length === 17;
}

function note(fields: Fields, name: string, value: string): void {
  if (name === "content-length") {
    for (const each of lengths.test(value) ? value.split(",") : [""]) {
      const length = each === "" ? Number.NaN : Number(each);
      if (fields.length !== null && fields.length !== length) throw notHttp();
      if (Number.isNaN(length)) throw notHttp();
      fields.length = length;
    }
  } else if (name === "transfer-encoding") {
    fields.coding = fields.coding === null ? value : `${fields.coding},${value}`;
  } else if (name === "connection") {
    fields.connection += `,${value.toLowerCase()}`;
  } else if (name === "keep-alive") {
    const [, seconds] = /(?:^|[ ,;])timeout=(\d{1,9})/i.exec(value) ?? [];
    if (seconds !== undefined) fields.keepAliveSeconds = Number(seconds);
  } else if (name === "retry-after") {
    fields.retryAfter ??= value;
  }
}

function bodyOf(statusCode: number, { coding, length }: Fields): ResponseHead["body"] {
  if (statusCode < 200 || statusCode === 204 || statusCode === 304) return 0;
  if (coding !== null) return /(?:^|,)[ \t]*chunked$/i.test(coding) ? "chunked" : "until_close";
  return length ?? "until_close";
}

/** A coding beside a length is how one answer is made to look like two, so nothing more is read from there. */
function keepsAlive(isNewer: boolean, { connection, coding, length }: Fields): boolean {
  return isNewer && !/,[ \t]*close[ \t]*(?:,|$)/.test(connection) && (coding === null || length === null);
}

function lineOf(text: string, from: number, end: number): string {
  return text.slice(from, text[end - 1] === "\r" ? end - 1 : end);
}
