import type { z } from "zod";
import { isLandfallError, type LandfallError } from "../../sdk/src/index.ts";
import { WhenError } from "../../sdk/src/when/when.ts";
import { nextStepOf } from "./next-step.ts";

/** Error of a tool, for its caller. */
export interface Fault {
  readonly code: string;
  readonly what: string;
  /** The argument at fault; null if none is. */
  readonly field: string | null;
  /** The next step. */
  readonly nextStep: string;
  /** Id of the request in Landfall's logs; null without an answer. */
  readonly requestId?: string | null;
}

/** A fault, thrown. */
export class ToolFault extends Error {
  override readonly name = "ToolFault";
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault.what);
    this.fault = fault;
  }
}

/** Formats a fault as text, a fact per line. */
export function faultText({ code, what, field, nextStep, requestId }: Fault): string {
  const lines = [`${code}: ${what}`];
  if (field !== null) lines.push(`Field: ${field}`);
  lines.push(`Next step: ${nextStep}`);
  if (requestId) lines.push(`Request id: ${requestId}`);
  return lines.join("\n");
}

/** Converts an error that a tool threw for its caller; null: it is a defect. */
export function faultOf(thrown: unknown): Fault | null {
  if (thrown instanceof ToolFault) return thrown.fault;
  if (thrown instanceof WhenError) return whenFault(thrown);
  if (isLandfallError(thrown)) return apiFault(thrown);
  return isUnsendable(thrown) ? unsendable : null;
}

/** Describes a defect without details, which stay inside. */
export const defect: Fault = {
  code: "internal_error",
  what: "Something went wrong on this side.",
  field: null,
  nextStep: "Tell the person who runs Landfall. Look whether it was done before you call again.",
};

const unsendable: Fault = {
  code: "invalid_argument",
  what: "The arguments cannot be sent: they are nested too deep, or a text has half a character at its end.",
  field: null,
  nextStep: "Correct the arguments and call again.",
};

/** JSON nested too deep for the stack; a lone surrogate, which no URL can contain. */
function isUnsendable(thrown: unknown): boolean {
  return thrown instanceof URIError || (thrown instanceof RangeError && /call stack/.test(thrown.message));
}

/** Describes arguments that the tool's schema refuses. @param known the tool's fields */
export function argumentFault(tool: string, { issues }: z.ZodError, known: readonly string[]): Fault {
  const said = issues.slice(0, 5).map(({ path, message }) => {
    const place = path.join(".");
    return place === "" ? message : `\`${place}\`: ${message}`;
  });
  const first = issues[0];
  const unknown = first?.code === "unrecognized_keys" ? first.keys[0] : undefined;
  const place = [...(first?.path ?? []), ...(unknown === undefined ? [] : [unknown])].join(".");
  return {
    code: "invalid_argument",
    what: said.join("; "),
    field: place === "" ? null : place,
    nextStep: `Call ${tool} again with these fields alone: ${known.join(", ")}.`,
  };
}

function whenFault({ code, message, suggestions }: WhenError): Fault {
  const quoted = suggestions.map((each) => `“${each}”`).join(" or ");
  const nextStep =
    quoted === ""
      ? "Ask the person what moment is meant, and write it with a date, a time of day and a time zone."
      : `Ask the person which is meant, then call again with \`when\`: ${quoted}.`;
  return { code, what: message, field: "when", nextStep };
}

/** Names of tools' arguments for fields of the API that are named differently. */
const ownNames: Readonly<Record<string, string>> = {
  q: "query",
  delay: "when",
  fire_at: "when",
  local_fire_at: "when",
  cron: "when",
  every: "when",
  "If-Match": "if_version",
};

function apiFault(error: LandfallError): Fault {
  const { code, message, param, requestId } = error;
  const field = param === null ? null : (ownNames[param] ?? param.replace(/^filter\.q$/, "filter.query"));
  return { code, what: message, field, nextStep: nextStepOf(error), requestId };
}
