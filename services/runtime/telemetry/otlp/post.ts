import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { promisify } from "node:util";
import { gzip as gzipNow } from "node:zlib";
import type { TracesConfig } from "../traces-config.ts";

/** Outcome of one request. */
export type Posted =
  | { readonly kind: "taken" }
  | { readonly kind: "again"; readonly why: string; readonly afterMs: number | null }
  | { readonly kind: "refused"; readonly why: string };

/** Sends one encoded batch. Never rejects. */
export type Post = (bytes: Uint8Array, signal: AbortSignal) => Promise<Posted>;

const gzip = promisify(gzipNow);
/** OTLP 1.x, "Retryable Response Codes". */
const retryable = new Set([429, 502, 503, 504]);

/** Creates the sender of batches. Nothing of an answer is kept but its status. */
export function createPost(config: Pick<TracesConfig, "url" | "headers" | "gzip" | "tls">): Post {
  const url = new URL(config.url);
  const request = url.protocol === "https:" ? requestHttps : requestHttp;
  const headers = {
    ...config.headers,
    "content-type": "application/x-protobuf",
    ...(config.gzip && { "content-encoding": "gzip" }),
  };
  return async (bytes, signal) => {
    const body = config.gzip ? await gzip(bytes) : bytes;
    return new Promise<Posted>((resolve) => {
      const away = (error: Error) =>
        resolve({ kind: "again", why: signal.aborted ? "it took too long" : codeOf(error), afterMs: null });
      try {
        const sent = request(
          url,
          {
            method: "POST",
            headers: { ...headers, "content-length": body.byteLength },
            signal,
            ...config.tls,
          },
          (answer) => {
            answer.resume();
            answer.on("error", away);
            answer.on("end", () => resolve(judge(answer.statusCode ?? 0, answer.headers["retry-after"])));
          },
        );
        sent.on("error", away);
        sent.end(body);
      } catch (error) {
        // A header value from the environment that HTTP does not allow.
        resolve({ kind: "refused", why: codeOf(error) });
      }
    });
  };
}

function judge(status: number, retryAfter: string | undefined): Posted {
  if (status >= 200 && status <= 299) return { kind: "taken" };
  const why = `the collector answered ${status}`;
  if (!retryable.has(status)) return { kind: "refused", why };
  return {
    kind: "again",
    why,
    afterMs: /^\d{1,4}$/.test(retryAfter ?? "") ? Number(retryAfter) * 1_000 : null,
  };
}

/** Names an error without its text, which may hold what was sent. */
function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "failed";
}
