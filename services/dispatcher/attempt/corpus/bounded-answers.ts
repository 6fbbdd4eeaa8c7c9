import { chunked, head, kept, ok, type RawRow } from "./answer-parts.ts";

/** Answers that exceed a bound, and some just below it. */
export const boundedAnswers: readonly RawRow[] = [
  ["a head of 70,000 bytes", ok(`X: ${"y".repeat(70_000)}\n`), "too_large 200"],
  ["a failure with a head of 70,000 bytes", head(`500 X\nX: ${"y".repeat(70_000)}`), "too_large 500"],
  ["a reason of 70,000 bytes", head(`200 ${"y".repeat(70_000)}\nContent-Length: 0`), "too_large 200"],
  ["an interim head of 70,000 bytes", head(`103\nX: ${"y".repeat(70_000)}`), "too_large"],
  ["interim heads of 60,000 bytes", head(`103\nX: ${"y".repeat(60_000)}`).repeat(2) + ok(""), kept],
  ["interim heads for ever", head("102").repeat(80_000), "too_large"],
  ["empty lines for ever", "\r\n".repeat(600_000), "too_large"],
  [
    "a body over the bound",
    `${head("200\nContent-Length: 2000000")}${"x".repeat(1_200_000)}`,
    "too_large 200",
  ],
  ["chunks of one byte for ever", chunked("1\r\nx\r\n".repeat(200_000)), "too_large 200"],
  ["an extension for ever", chunked(`2;${"x".repeat(1_200_000)}`), "too_large 200"],
  ["zeros of a chunk's size for ever", chunked("0".repeat(1_200_000)), "too_large 200"],
  ["trailers for ever", chunked(`0\r\n${"x: y\r\n".repeat(200_000)}`), "too_large 200"],
];
