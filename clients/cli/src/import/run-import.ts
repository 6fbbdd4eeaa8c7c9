import { readFile } from "node:fs/promises";
import { askBeforeHarm } from "../ask.ts";
import { exitCodes } from "../exit-codes.ts";
import { usageFailure } from "../failure.ts";
import type { Session } from "../session.ts";
import { instantCell } from "../show/instant.ts";
import { printTable } from "../show/table.ts";
import { visible } from "../show/visible.ts";
import type { Found } from "./imported.ts";
import { applyPlan } from "./plan/apply-plan.ts";
import { type CheckedStep, checkPlan } from "./plan/check-plan.ts";
import { findExisting } from "./plan/existing.ts";
import { leftOver, makePlan } from "./plan/make-plan.ts";

/** Options of an import, as typed. */
export interface ImportWords {
  readonly source?: string;
  readonly dryRun?: boolean;
}

/**
 * Shows the plan of an import, asks, and carries it out. Imported schedules are recognized by their metadata, so a
 * repeated import changes nothing.
 *
 * @param kind used as the source's name if none is given
 */
export async function runImport(
  session: Session,
  kind: string,
  typed: ImportWords,
  found: Found,
): Promise<void> {
  const { output } = session;
  const source = typed.source ?? kind;
  const existing = await findExisting(session, source);
  const steps = await checkPlan(session, makePlan(source, found, existing));
  const todo = steps.filter(({ action }) => action === "create" || action === "change").length;
  const gone = leftOver(steps, existing).map(({ id }) => id);
  if (!output.isJson) showPlan(session, steps, gone);
  const document = { object: "import", source, plan: steps.map(stepDocument), no_longer_there: gone };
  if (todo === 0 || typed.dryRun === true) {
    if (output.isJson) output.json({ ...document, applied: null });
    return;
  }
  if (output.isJson && !session.yes) output.json({ ...document, applied: null });
  await askBeforeHarm(session, `Create and change ${todo} as shown?`);
  const applied = await applyPlan(session, steps);
  if (output.isJson) output.json({ ...document, applied });
  else output.line(`${applied.created} created, ${applied.changed} changed.`);
  for (const { label, code, message } of applied.failed)
    output.note(`refused  ${visible(`${label}: ${message} (${code})`)}`);
  if (applied.failed.length > 0) {
    session.endWith(applied.created + applied.changed > 0 ? exitCodes.partly : exitCodes.usage);
  }
}

function showPlan(
  { output, timezone }: Session,
  steps: readonly CheckedStep[],
  gone: readonly string[],
): void {
  const { paint } = output;
  const colours = { create: paint.green, change: paint.yellow, same: paint.dim, skip: paint.red };
  if (steps.length > 0) {
    printTable(
      output,
      ["PLAN", "NEXT", "WHAT"],
      steps.map((step) => [step.action, instantCell(step.nextAt, timezone), step.label]),
    );
  }
  for (const { action, label, notes } of steps) {
    for (const note of notes)
      output.line(
        `${colours[action](action === "skip" ? "not importable" : "note")}  ${visible(`${label}: ${note}`)}`,
      );
  }
  if (gone.length > 0)
    output.note(`Imported earlier and no longer there, left as they are: ${gone.join(", ")}`);
  const count = (action: string) => steps.filter((step) => step.action === action).length;
  output.line(
    `${count("create")} to create, ${count("change")} to change, ${count("same")} the same, ${count("skip")} not importable.`,
  );
}

function stepDocument({ action, label, schedule, nextAt, notes }: CheckedStep) {
  return { action, label, schedule_id: schedule?.id ?? null, next_fire_at: nextAt, notes };
}

/** Reads the file to import; `-` is stdin. @throws Failure when it cannot be read */
export async function readSource(session: Session, name: string): Promise<string> {
  if (name === "-") {
    const chunks: Buffer[] = [];
    for await (const chunk of session.world.stdin) chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks).toString();
  }
  try {
    return await readFile(session.pathOf(name), "utf8");
  } catch (error) {
    const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
    throw usageFailure(`${name} cannot be read: ${isMissing ? "there is no such file" : String(error)}.`);
  }
}

/** Parses JSON. @throws Failure for anything else */
export function parseSource(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw usageFailure(`${name} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Reads `--map` options: URLs by name. @throws Failure for anything but `name=URL` */
export function readMap(pairs: readonly string[]): Map<string, string> {
  return new Map(
    pairs.map((pair) => {
      const at = pair.search(/=https?:\/\//i);
      if (at < 1)
        throw usageFailure(`“${pair}” maps nothing.`, "Write --map 'arn:aws:…=https://example.com/hook'.");
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}
