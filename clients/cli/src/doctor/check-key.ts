import type { WhoAmI } from "../../../sdk/src/index.ts";
import type { Session } from "../session.ts";
import { spanText } from "../show/span.ts";
import { type Check, fine, warning } from "./check.ts";

/** The key's project, and the difference between the clocks. */
export interface Who {
  readonly answer: WhoAmI;
  /** This machine's clock minus the API's, in milliseconds; the error is at most half the round trip. */
  readonly gapMs: number;
  readonly roundTripMs: number;
}

/** Asks who the key is. */
export async function checkKey({ landfall, signal, world }: Session): Promise<{ check: Check; found: Who }> {
  const begun = world.now();
  const answer = await landfall.whoAmI({ signal });
  const [ended, server] = [world.now(), Date.parse(answer.server_time)];
  const { key, project, mode, version } = answer;
  return {
    check: fine(
      "key",
      `“${key.name}” (${key.id}), ${mode} mode of project “${project.name}”; Landfall ${version}`,
    ),
    found: { answer, gapMs: (begun + ended) / 2 - server, roundTripMs: ended - begun },
  };
}

const uses: Readonly<Record<string, string>> = {
  read: "list and preview",
  write: "make and change schedules",
  replay: "send again",
  admin: "see keys and secrets",
};

/** Lists the scopes that the key lacks, and what they are for. */
export function checkScopes({ answer }: Who): Check {
  const has: readonly string[] = answer.key.scopes;
  const lacking = Object.entries(uses).filter(([scope]) => !has.includes(scope));
  if (lacking.length === 0) return fine("scopes", has.join(", "));
  const cannot = lacking.map(([scope, use]) => `${use} (${scope})`).join(", ");
  return warning("scopes", has.join(", "), `This key cannot ${cannot}.`);
}

/** Receivers refuse signatures that are five minutes off; "in 2h" uses the API's clock, "tomorrow" this machine's. */
export function checkClock({ gapMs, roundTripMs }: Who): Check {
  const doubtMs = roundTripMs / 2 + 1;
  const found = `this machine is ${spanText(Math.abs(gapMs))} ${gapMs < 0 ? "behind" : "ahead of"} Landfall (± ${spanText(doubtMs)})`;
  if (Math.abs(gapMs) - doubtMs < 1_000) return fine("clock", found);
  const advice =
    "Set this machine's clock: what it calls now and tomorrow is wrong by as much, and past five minutes signatures are refused.";
  return warning("clock", found, advice);
}
