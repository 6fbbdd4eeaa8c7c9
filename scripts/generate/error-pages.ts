import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ContractDocument, operationsOf } from "./document.ts";
import type { ErrorExplanation, ErrorExplanations } from "./error-explanations.ts";
import { operationsOfCode } from "./error-operations.ts";

/**
 * Writes a page for each error code, and their list, into `target`.
 */
export function generateErrorPages(
  document: ContractDocument,
  explained: ErrorExplanations,
  target: string,
): void {
  mkdirSync(target, { recursive: true });
  for (const [code, why] of Object.entries(explained)) {
    writeFileSync(join(target, `${code}.md`), page(document, code, why));
  }
  writeFileSync(join(target, "README.md"), list(document["x-error-codes"]));
}

const source = "<!-- Made of openapi/errors.yaml and openapi/error-pages.yaml by `npm run generate`. -->";

function page(document: ContractDocument, code: string, why: ErrorExplanation): string {
  const { status, type, description } = document["x-error-codes"][code] ?? {};
  const body = {
    error: {
      type,
      code,
      message: why.message,
      param: why.param ?? null,
      request_id: "req_0b1c2d3e4f5061728394a5b6c7d8e9f0",
      doc_url: `/docs/errors/${code}`,
    },
  };
  return [
    source,
    "",
    `# ${code}`,
    "",
    `\`${status}\` · \`${type}\``,
    "",
    String(description),
    "",
    "## Usual causes",
    "",
    ...why.causes.map((cause) => `- ${cause}`),
    "",
    "## What to do",
    "",
    ...why.remedy.map((step) => `- ${step}`),
    "",
    "## An answer",
    "",
    "```json",
    JSON.stringify(body, null, 2),
    "```",
    "",
    "## Operations that answer it",
    "",
    operationsText(document, code),
    "",
  ].join("\n");
}

function operationsText(document: ContractDocument, code: string): string {
  const ids = operationsOfCode(document, code);
  const all = [...operationsOf(document)];
  if (ids.length === 0) return "None of the contract: it is answered before one is found.";
  if (ids.length === all.length) return "Every operation may answer it.";
  return ids.map((id) => `\`${id}\``).join(", ");
}

function list(codes: ContractDocument["x-error-codes"]): string {
  const rows = Object.entries(codes)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([code, { status, description }]) => `| [\`${code}\`](${code}.md) | ${status} | ${description} |`);
  return [
    source,
    "",
    "# Errors",
    "",
    "Every error has one shape: `type`, `code`, `message`, `param`, `request_id` and `doc_url`, the path of the page that explains its code. Act on the `code`; `message` is for people, and may change.",
    "",
    "| code | status | means |",
    "|---|---|---|",
    ...rows,
    "",
  ].join("\n");
}
