import { createHmac, timingSafeEqual } from "node:crypto";
import { readFileSync } from "node:fs";
import type { IncomingHttpHeaders } from "node:http";
import { join } from "node:path";

/** Of how old a signature a receiver should be suspicious; clocks and queues take their share. */
const toleranceMs = 5 * 60_000;
const answerLimitMs = 2_000;

/**
 * Says whether `Sched-Signature` is what one of the secrets makes of the body: HMAC-SHA256 with the whole secret string over `<t>.<raw body>`.
 *
 * @param secrets null when they could not be asked for
 */
export function verifySignature(
  headers: IncomingHttpHeaders,
  body: Buffer,
  secrets: readonly string[] | null,
  now: number,
): string {
  const header = headers["sched-signature"];
  if (typeof header !== "string") return "none (the project has no signing secret)";
  const fields = header.split(",").map((field) => field.trim().split("=", 2));
  const timestamp = fields.find(([name]) => name === "t")?.[1] ?? "";
  const given = fields.flatMap(([name, value]) => (name === "v1" && value !== undefined ? [value] : []));
  if (secrets === null) return "not checked (Landfall does not answer; is it running here?)";
  const matches = secrets.some((secret) => {
    const expected = createHmac("sha256", secret).update(`${timestamp}.`).update(body).digest();
    return given.some((hex) => {
      const bytes = Buffer.from(hex, "hex");
      return bytes.length === expected.length && timingSafeEqual(bytes, expected);
    });
  });
  if (!matches) return "DOES NOT VERIFY (with the project's secrets; an endpoint profile may have its own)";
  return Math.abs(now - Number(timestamp) * 1000) > toleranceMs ? "verifies, but is old" : "verifies";
}

/** The project's signing secrets, asked of the API that `npm start` runs; null when it does not answer. */
export async function loadSecrets(dataDir: string): Promise<string[] | null> {
  try {
    const credentials: unknown = JSON.parse(readFileSync(join(dataDir, "credentials.json"), "utf8"));
    const apiUrl = textOf(credentials, "api_url");
    const response = await fetch(`${apiUrl}/v1/signing-secrets`, {
      headers: { authorization: `Bearer ${textOf(credentials, "test_key")}` },
      signal: AbortSignal.timeout(answerLimitMs),
    });
    if (response.status !== 200) return null;
    const answer: unknown = await response.json();
    return ["current", "next", "previous"]
      .map((name) => textOf(member(answer, name), "secret"))
      .filter(Boolean);
  } catch {
    return null;
  }
}

function textOf(value: unknown, name: string): string {
  const found = member(value, name);
  return typeof found === "string" ? found : "";
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? Object.getOwnPropertyDescriptor(value, name)?.value
    : undefined;
}
