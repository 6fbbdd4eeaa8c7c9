import { createSocket } from "node:dgram";
import { nameServerAddress, zone } from "./own-names.ts";

/**
 * A name server that knows the zone of the bench, and no other name: `*.quick.` is 127.0.0.1 at once, `*.silent.` gets
 * no answer, and `*.until-<ms>.` is 127.0.0.1 until that instant (UTC) and silent from then on. Says its port, and ends
 * with its parent.
 */
process.on("disconnect", () => process.exit(0));

const loopback = Buffer.from([127, 0, 0, 1]);
const noSuchName = 3;

function isSilent(name: string): boolean {
  const [, until] = /\.until-(\d+)\./.exec(name) ?? [];
  if (until !== undefined) return Date.now() >= Number(until);
  return name.endsWith(`.silent.${zone}`);
}

/** Parses name and type of a question, and the position after it (RFC 1035, 4.1.2). */
function questionOf(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString("latin1", at + 1, at + 1 + length).toLowerCase());
    at += length + 1;
  }
  return { name: labels.join("."), type: query.readUInt16BE(at + 1), end: at + 5 };
}

/** Encodes a record for the question's name with a TTL of 0. */
const record = Buffer.concat([Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4]), loopback]);

const socket = createSocket("udp4");
socket.on("message", (query, from) => {
  const { name, type, end } = questionOf(query);
  if (isSilent(name)) return;
  const isKnown = name.endsWith(`.${zone}`);
  const records = isKnown && type === 1 ? [record] : [];
  const answer = Buffer.concat([query.subarray(0, end), ...records]);
  answer.writeUInt16BE(0x8180 | (isKnown ? 0 : noSuchName), 2);
  for (const [place, count] of [1, records.length, 0, 0].entries())
    answer.writeUInt16BE(count, 4 + place * 2);
  socket.send(answer, from.port, from.address);
});
socket.bind(53, nameServerAddress, () => process.send?.(53));
