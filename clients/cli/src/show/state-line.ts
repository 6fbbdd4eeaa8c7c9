import type { Delivery, Schedule } from "../../../sdk/src/index.ts";
import type { Session } from "../session.ts";
import { instantLine } from "./instant.ts";
import { visibleLine } from "./visible.ts";

/** Describes an object after a change, in one line. */
export function stateLine(session: Session, made: Schedule | Delivery): string {
  const { paint } = session.output;
  const name = made.object === "schedule" && made.name !== null ? ` “${made.name}”` : "";
  const at = made.object === "schedule" ? made.next_fire_at : made.next_attempt_at;
  const zone = made.object === "schedule" ? (made.timezone ?? session.timezone) : session.timezone;
  const fires = at === null ? "" : `, fires ${instantLine(at, zone)}`;
  return `${paint.bold(made.id)}${visibleLine(name)} is ${made.state}${fires}`;
}
