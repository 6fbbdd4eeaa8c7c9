import { usageFailure } from "./failure.ts";

const kinds = {
  sch: { name: "schedule", command: "sched get" },
  dlv: { name: "delivery", command: "sched delivery" },
  ep: { name: "endpoint profile", command: "sched endpoints get" },
  key: { name: "API key", command: "sched keys list" },
  att: { name: "attempt", command: "sched attempts dlv_…" },
  sec: { name: "signing secret", command: "sched secrets" },
} as const;

/** A prefix of ids. */
export type IdKind = keyof typeof kinds;

/** Returns the kind that an id's prefix names; null if unknown. */
export function kindOf(id: string): IdKind | null {
  const prefix = id.split("_", 1)[0] ?? "";
  return id.includes("_") && isKind(prefix) ? prefix : null;
}

/**
 * Refuses ids of the wrong kind. Anything else is left to the API, which does not find it.
 *
 * @throws Failure naming the command for that kind
 */
export function idsOf(ids: readonly string[], ...allowed: readonly IdKind[]): readonly string[] {
  for (const id of ids) {
    if (/^\.{0,2}$/.test(id)) throw usageFailure(`“${id}” is no id.`);
    const kind = kindOf(id);
    if (kind === null || allowed.includes(kind)) continue;
    const wanted = allowed.map((each) => `${each}_… (${kinds[each].name})`).join(" or ");
    throw usageFailure(
      `${id} is the id of a ${kinds[kind].name}; this takes ${wanted}.`,
      `See: ${kinds[kind].command}`,
    );
  }
  return ids;
}

function isKind(text: string): text is IdKind {
  return Object.hasOwn(kinds, text);
}
