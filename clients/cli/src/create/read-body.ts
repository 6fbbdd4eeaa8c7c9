import { readFile } from "node:fs/promises";
import { usageFailure } from "../failure.ts";
import type { Session } from "../session.ts";

/** The exact body to send. */
export interface BodyText {
  readonly text: string;
  /** True for JSON, which is sent with its content type. */
  readonly isJson: boolean;
}

/** The API's limit. */
const longestBytes = 256 * 1024;

/**
 * Reads the value of `-d`: `@file`, `-` or `@-` for stdin, else the text itself.
 *
 * @throws Failure for a file that cannot be read, is not text, is too long, or is called .json and is not JSON
 */
export async function readBody(session: Session, given: string): Promise<BodyText> {
  const fromStdin = given === "-" || given === "@-";
  const isFile = !fromStdin && given.startsWith("@");
  if (!fromStdin && !isFile) return judged(given);
  const name = given.slice(1);
  const bytes = fromStdin ? await readAll(session) : await readNamed(session, name);
  const label = fromStdin ? "stdin" : name;
  if (bytes.length > longestBytes) {
    throw usageFailure(`${label} has ${bytes.length} bytes; a body may have ${longestBytes}.`);
  }
  const body = judged(textOf(bytes, label));
  if (!isFile || !/\.json$/i.test(name)) return body;
  const fault = faultOf(body.text);
  if (fault === null) return { text: body.text, isJson: true };
  throw usageFailure(`${name} is not JSON: ${fault}`, "Mend it, or give it another name to send it as text.");
}

/** Only objects and arrays: a body of `5` or `yes` may as well be text. A .json file may have any value. */
function judged(text: string): BodyText {
  try {
    const value: unknown = JSON.parse(text);
    return { text, isJson: typeof value === "object" && value !== null };
  } catch {
    return { text, isJson: false };
  }
}

async function readNamed(session: Session, name: string): Promise<Buffer> {
  if (name === "") throw usageFailure("-d @ names no file.", "Write -d @body.json.");
  try {
    return await readFile(session.pathOf(name));
  } catch (error) {
    const why =
      error instanceof Error && "code" in error && error.code === "ENOENT"
        ? "there is no such file"
        : String(error);
    throw usageFailure(`${name} cannot be read: ${why}.`);
  }
}

/** Reads a stream. @throws Failure once it is longer than the limit */
async function readAll({ world }: Session): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of world.stdin) {
    const part = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    bytes += part.length;
    chunks.push(part);
    if (bytes > longestBytes) break;
  }
  return Buffer.concat(chunks);
}

function textOf(bytes: Buffer, label: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw usageFailure(
      `${label} is not UTF-8 text; a body has to be.`,
      "Encode it, for example with base64.",
    );
  }
}

/** Null for JSON. */
function faultOf(text: string): string | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
