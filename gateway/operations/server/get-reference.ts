import { readFileSync } from "node:fs";
import type { Handler } from "../../handler.ts";

const page = readFileSync(new URL("../../reference/page.html", import.meta.url), "utf8");

/** Makes the browser block requests of the page to any other host. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** GET /reference */
export const getReference: Handler<"getReference"> = async () => {
  return { status: 200, body: page, headers: { "Content-Security-Policy": policy } };
};
