import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { vi } from "vitest";
import { Landfall } from "../../../clients/sdk/src/index.ts";
import type { InstalledSched } from "./installed-sched.ts";

/** Makes what a command is tried on: anew for each, but for the dead letter. */
export interface Make {
  schedule(): Promise<string>;
  paused(): Promise<string>;
  deadLetter(): Promise<string>;
  endpoint(): Promise<string>;
  key(): Promise<string>;
  /** A file in the folder of the command, made of a number that no other has. @returns its name */
  file(text: (unique: number) => string): string;
}

/** One command as it is tried. */
export interface Tried {
  readonly args: (make: Make) => Promise<readonly string[]> | readonly string[];
  /** It asks on a terminal: without an assumption in a pipe it goes on, unless it does harm, which takes `--yes`. */
  readonly asks?: "before it goes on" | "before harm";
  /** 0 if nothing else is said. */
  readonly code?: number;
  /** It runs until Ctrl-C, and has begun when it said this. */
  readonly begins?: string;
}

const url = "https://example.com/hook";
const one =
  (name: keyof Omit<Make, "file">, ...words: readonly string[]) =>
  async (make: Make) => [...words, await make[name]()];

/** Every command of `sched --help` and of the groups in it, by what is typed. */
export const everyCommand: Readonly<Record<string, Tried>> = {
  in: { args: () => ["2h", url], asks: "before it goes on" },
  at: { args: () => ["tomorrow 9am Europe/Berlin", url], asks: "before it goes on" },
  cron: { args: () => ["0 9 * * 1-5", url], asks: "before it goes on" },
  every: { args: () => ["weekday at 9", url], asks: "before it goes on" },
  preview: { args: () => ["friday 5pm Berlin"] },
  list: { args: () => ["--limit", "5"] },
  get: { args: one("schedule") },
  edit: {
    args: async (make) => [await make.schedule(), "--when", "every day at 10:30"],
    asks: "before it goes on",
  },
  pause: { args: one("schedule") },
  resume: { args: one("paused") },
  cancel: { args: one("schedule") },
  trigger: { args: one("schedule") },
  clone: { args: async (make) => [await make.schedule(), "--when", "in 3h"], asks: "before it goes on" },
  replay: { args: one("deadLetter") },
  deliveries: { args: () => ["--limit", "5"] },
  delivery: { args: one("deadLetter") },
  attempts: { args: one("deadLetter") },
  "dead-letters": { args: () => [] },
  "dead-letters list": { args: () => ["--limit", "2"] },
  "dead-letters replay": { args: one("deadLetter"), asks: "before it goes on" },
  tail: { args: () => ["--since", "10m"], begins: "Following attempts" },
  listen: { args: () => ["--port", "0"], begins: "Listening on" },
  endpoints: { args: () => [] },
  "endpoints list": { args: () => ["--limit", "2"] },
  "endpoints get": { args: one("endpoint") },
  "endpoints create": { args: () => [url, "--name", "made"] },
  "endpoints edit": { args: async (make) => [await make.endpoint(), "--name", "edited"] },
  "endpoints enable": { args: one("endpoint") },
  "endpoints disable": { args: one("endpoint") },
  "endpoints delete": { args: one("endpoint"), asks: "before harm" },
  "endpoints rotate-secret": { args: one("endpoint"), asks: "before harm" },
  "endpoints test": { args: one("endpoint"), code: 5 },
  secrets: { args: () => [] },
  "secrets list": { args: () => [] },
  "secrets rotate": { args: () => [], asks: "before harm" },
  "secrets delete": { args: () => [], asks: "before harm" },
  keys: { args: () => [] },
  "keys list": { args: () => [] },
  "keys create": { args: () => ["ci", "--scope", "read"] },
  "keys rotate": { args: one("key"), asks: "before harm" },
  "keys revoke": { args: one("key"), asks: "before harm" },
  overview: { args: () => ["--period", "24h"] },
  ledger: { args: () => [] },
  doctor: { args: () => [] },
  "import crontab": {
    args: ({ file }) => [file((unique) => `0 3 * * * curl -fsS ${url}/${unique}\n`)],
    asks: "before harm",
  },
  "import qstash": {
    args: ({ file }) => {
      const schedule = { cron: "@daily", destination: `${url}/q` };
      return [file((unique) => JSON.stringify([{ scheduleId: `s${unique}`, ...schedule }]))];
    },
    asks: "before harm",
  },
  "import eventbridge": {
    args: ({ file }) => {
      const rule = { Name: "w", ScheduleExpression: "rate(5 minutes)", State: "ENABLED" };
      const name = file((unique) => JSON.stringify({ Rules: [{ ...rule, Arn: `arn:w${unique}` }] }));
      return [name, "--map", `w=${url}/e`, "--source", name];
    },
    asks: "before harm",
  },
  completion: { args: () => ["bash"] },
};

/** Makes things through the SDK. */
export function makeWith({ landfall: running, folder }: InstalledSched): Make {
  const landfall = new Landfall({ apiKey: running.testKey, baseUrl: running.url });
  const schedule = async () => (await landfall.schedules.create({ endpoint: url, every: "1h" })).id;
  let count = 0;
  let letter: Promise<string> | undefined;
  return {
    schedule,
    async paused() {
      const id = await schedule();
      await landfall.schedules.pause(id);
      return id;
    },
    deadLetter() {
      letter ??= oneDeadLetter(landfall);
      return letter;
    },
    endpoint: async () =>
      (await landfall.endpoints.create({ url: "http://127.0.0.1:9/e", name: `e${count++}` })).id,
    key: async () => (await landfall.apiKeys.create({ name: `k${count++}`, scopes: ["read"] })).id,
    file(text) {
      const name = `given-${count}`;
      writeFileSync(join(folder, name), text(count++));
      return name;
    },
  };
}

async function oneDeadLetter(landfall: Landfall): Promise<string> {
  const { id } = await landfall.schedules.create({
    endpoint: "http://127.0.0.1:9/gone",
    delay: "1s",
    retry_policy: { max_attempts: 1 },
  });
  return vi.waitFor(
    async () => {
      const [letter] = await landfall.deadLetters.list({ schedule_id: id }).take(1);
      if (letter === undefined) throw new Error("it is still tried");
      return letter.id;
    },
    { timeout: 30_000, interval: 50 },
  );
}
