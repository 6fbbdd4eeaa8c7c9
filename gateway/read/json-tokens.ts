const quote = 0x22;
const backslash = 0x5c;
const minus = 0x2d;
const dot = 0x2e;
const zero = 0x30;
const nine = 0x39;

const literals = new Map([
  [0x74, Buffer.from("true")],
  [0x66, Buffer.from("false")],
  [0x6e, Buffer.from("null")],
]);

/**
 * End of the scalar that begins at `at`: a string, a number or a literal name (RFC 8259, 3).
 *
 * @throws SyntaxError if none begins there
 */
export function endOfScalar(bytes: Buffer, at: number): number {
  const byte = bytes[at] ?? 0;
  if (byte === quote) return endOfString(bytes, at);
  if (byte === minus || (byte >= zero && byte <= nine)) return endOfNumber(bytes, at);
  return endOfLiteral(bytes, at);
}

/** End of the string that begins with the quote at `at`. @throws SyntaxError if it is malformed */
export function endOfString(bytes: Buffer, start: number): number {
  let at = start + 1;
  for (;;) {
    const byte = bytes[at];
    if (byte === undefined || byte < 0x20) throw notJson(at);
    if (byte === quote) return at + 1;
    if (byte === backslash) at += escapedBytes(bytes, at);
    else at++;
  }
}

function endOfNumber(bytes: Buffer, start: number): number {
  let at = start;
  if (bytes[at] === minus) at++;
  if (bytes[at] === zero) at++;
  else at = digits(bytes, at);
  if (bytes[at] === dot) at = digits(bytes, at + 1);
  const exponent = bytes[at];
  if (exponent !== 0x65 && exponent !== 0x45) return at;
  const sign = bytes[at + 1];
  return digits(bytes, at + (sign === 0x2b || sign === minus ? 2 : 1));
}

function endOfLiteral(bytes: Buffer, at: number): number {
  const word = literals.get(bytes[at] ?? 0);
  if (!word?.equals(bytes.subarray(at, at + word.length))) throw notJson(at);
  return at + word.length;
}

/** Length in bytes of the escape that begins at `at`. */
function escapedBytes(bytes: Buffer, at: number): number {
  const byte = bytes[at + 1];
  if (byte !== 0x75) {
    if (byte === undefined || !'"\\/bfnrt'.includes(String.fromCharCode(byte))) throw notJson(at);
    return 2;
  }
  for (let place = at + 2; place < at + 6; place++) if (!isHex(bytes[place])) throw notJson(place);
  return 6;
}

function isHex(byte = 0): boolean {
  return (byte >= zero && byte <= nine) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66);
}

/** End of the digits that begin at `at`; there must be at least one. */
function digits(bytes: Buffer, at: number): number {
  let end = at;
  for (let byte = bytes[end] ?? 0; byte >= zero && byte <= nine; byte = bytes[end] ?? 0) end++;
  if (end === at) throw notJson(at);
  return end;
}

/** The error for text that is not JSON. */
export function notJson(at: number): SyntaxError {
  return new SyntaxError(`no JSON at byte ${at}`);
}
