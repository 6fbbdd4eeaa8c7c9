import { readFileSync } from "node:fs";
import { Unfit, type Variable } from "../runtime/config.ts";
import type { Plan, Plans } from "./plans.ts";

/** Members of a plan for what is not served yet; a plan that names one would promise what nothing keeps. */
const notServed = ["cps", "retry", "stripe_price"];
const numbers = {
  monthly_schedules: [0, 1_000_000_000_000],
  grace_percent: [0, 1_000],
  max_bulk_items: [1, 1_000],
  max_body_bytes: [0, 262_144],
  retention_days: [1, 36_500],
} as const;

/** The plans in the file whose path the variable names, or null if it is not set or empty: there are no limits. */
export function plansFile(name: string): Variable<Plans | null> {
  return {
    name,
    read(value) {
      if (!value) return null;
      const { plans, faults } = readPlans(textOf(value));
      if (plans !== null) return plans;
      throw new Unfit(`a file of plans without these faults: ${faults.join(", ")}`);
    },
  };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    throw new Unfit("the path of a file that this process can read");
  }
}

/** Reads plans from JSON. Lists every fault; null: there is one. */
export function readPlans(text: string): {
  readonly plans: Plans | null;
  readonly faults: readonly string[];
} {
  const faults: string[] = [];
  const file = recordOf(parsed(text));
  if (file === null) return { plans: null, faults: ["it is not a JSON object"] };
  faults.push(...unknown(file, ["default", "plans"], ""));
  const all = new Map<string, Plan>();
  const given = Object.entries(recordOf(file.plans) ?? {});
  if (given.length === 0) faults.push("plans has no plan");
  for (const [id, value] of given) all.set(id, readPlan(id, value, faults));
  const usual = typeof file.default === "string" ? all.get(file.default) : undefined;
  if (usual === undefined) faults.push("default names no plan");
  return { plans: usual === undefined || faults.length > 0 ? null : { all, usual }, faults };
}

function readPlan(id: string, value: unknown, faults: string[]): Plan {
  const at = `plans.${id}`;
  const plan = recordOf(value);
  if (!/^[a-z0-9_-]{1,40}$/.test(id)) faults.push(`${at} is not named with 1 to 40 of a-z 0-9 _ -`);
  if (plan === null) faults.push(`${at} is not an object`);
  const given = plan ?? {};
  faults.push(...unknown(given, ["name", ...Object.keys(numbers), ...notServed], `${at}.`));
  for (const member of notServed) {
    if ((given[member] ?? null) !== null) faults.push(`${at}.${member} is not served yet: leave it out`);
  }
  const { name } = given;
  const isNamed = typeof name === "string" && name.length >= 1 && name.length <= 200;
  if (plan !== null && !isNamed) faults.push(`${at}.name is not 1 to 200 characters`);
  const number = (member: keyof typeof numbers): number | null => {
    const [least, most] = numbers[member];
    const one = given[member] ?? null;
    if (one === null) return null;
    if (typeof one === "number" && Number.isInteger(one) && one >= least && one <= most) return one;
    faults.push(`${at}.${member} is neither null nor a whole number from ${least} to ${most}`);
    return null;
  };
  return {
    id,
    name: isNamed ? name : id,
    monthlySchedules: number("monthly_schedules"),
    gracePercent: number("grace_percent") ?? 0,
    maxBulkItems: number("max_bulk_items"),
    maxBodyBytes: number("max_body_bytes"),
    retentionDays: number("retention_days"),
  };
}

function unknown(value: Record<string, unknown>, known: readonly string[], at: string): string[] {
  return Object.keys(value)
    .filter((member) => !known.includes(member))
    .map((member) => `${at}${member} is unknown`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function recordOf(value: unknown): Record<string, unknown> | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
}
