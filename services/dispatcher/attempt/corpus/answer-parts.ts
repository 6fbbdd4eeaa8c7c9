/** An answer of the corpus: its name, its bytes, and what it is taken for. */
export type RawRow = readonly [name: string, bytes: string, expected: string];

/** A head of these lines, with the empty one behind it. */
export const head = (lines: string) => `HTTP/1.1 ${lines.replaceAll("\n", "\r\n")}\r\n\r\n`;

/** A plain answer with these fields too, each with its line's end. */
export const ok = (fields: string) => `${head(`200 OK\n${fields}Content-Length: 2`)}ok`;

/** An answer of these chunks. */
export const chunked = (chunks: string) => `${head("200 OK\nTransfer-Encoding: chunked")}${chunks}`;

/** The last chunk, and no trailers. */
export const end = "0\r\n\r\n";

/** Read whole, and its connection kept. */
export const kept = '200 "ok", kept';

/** Read whole, and its connection not used again. */
export const closed = '200 "ok", closed';
