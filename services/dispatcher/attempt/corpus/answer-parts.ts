/** An answer of the corpus: its name, its bytes, and the expected result. */
export type RawRow = readonly [name: string, bytes: string, expected: string];

/** A head with these lines, ended by the empty line. */
export const head = (lines: string) => `HTTP/1.1 ${lines.replaceAll("\n", "\r\n")}\r\n\r\n`;

/** A plain answer with these extra fields, each ended by its line break. */
export const ok = (fields: string) => `${head(`200 OK\n${fields}Content-Length: 2`)}ok`;

/** An answer with these chunks. */
export const chunked = (chunks: string) => `${head("200 OK\nTransfer-Encoding: chunked")}${chunks}`;

/** The last chunk, without trailers. */
export const end = "0\r\n\r\n";

/** Result: read in full, connection kept. */
export const kept = '200 "ok", kept';

/** Result: read in full, connection closed. */
export const closed = '200 "ok", closed';
