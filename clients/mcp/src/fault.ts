import type { z } from "zod";
import { isLandfallError, type LandfallError } from "../../sdk/src/index.ts";
import { WhenError } from "../../sdk/src/when/when.ts";
import { nextStepOf } from "./next-step.ts";

/** Describes why a tool did not do what was asked. */
export interface Fault {
  readonly code: string;
  readonly what: string;
  /** The argument at fault; null when it is none. */
  readonly field: string | null;
  /** What to do now. */
  readonly nextStep: string;
  /** Names the request in Landfall's logs; null when none was answered. */
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

/** The whole of a fault as text, one thing a line. */
export function faultText({ code, what, field, nextStep, requestId }: Fault): string {
  const lines = [`${code}: ${what}`];
  if (field !== null) lines.push(`Field: ${field}`);
  lines.push(`Next step: ${nextStep}`);
  if (requestId) lines.push(`Request id: ${requestId}`);
  return lines.join("\n");
}

/** Describes what was thrown in a tool; what is none of ours is a defect, and is told as one. */
export function faultOf(thrown: unknown): Fault {
  if (thrown instanceof ToolFault) return thrown.fault;
  if (thrown instanceof WhenError) return whenFault(thrown);
  if (isLandfallError(thrown)) return apiFault(thrown);
  const what = thrown instanceof Error ? thrown.message : String(thrown);
  // What the SDK cannot send: an id that would lead to another path, a body that is nested too deep.
  if (thrown instanceof TypeError || (thrown instanceof RangeError && what.includes("stack"))) {
    return { code: "invalid_argument", what, field: null, nextStep: "Correct the arguments and call again." };
  }
  const nextStep = "Tell the person who runs Landfall; calling again will not help.";
  return { code: "internal_error", what, field: null, nextStep };
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
    nextStep: `Call ${tool} again with ${known.length === 0 ? "no fields" : `these fields alone: ${known.join(", ")}`}.`,
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

/** Fields of the API that a tool has under another name. */
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
