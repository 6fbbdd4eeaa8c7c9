import { createSocket, type RemoteInfo } from "node:dgram";

/** Answer of a name server: addresses of one family, no such name, a failure, or none at all. */
export type NameAnswer = readonly string[] | "nxdomain" | "servfail" | "silent";

/** A name server on the loopback that answers by name, as scripted. */
export interface NameServer extends AsyncDisposable {
  /** `address:port`, as NAME_SERVERS and `setServers` take it. */
  readonly address: string;
  /** `name type`, in the order in which they came. */
  readonly questions: readonly string[];
}

/** Types of questions, by their numbers in RFC 1035, 3.2.2, and RFC 3596. */
const types: Readonly<Record<number, "A" | "AAAA">> = { 1: "A", 28: "AAAA" };
const rcodes = { nxdomain: 3, servfail: 2 } as const;

/** Starts a name server. @param answers addresses of a name; only IPv4 ones are answered. */
export async function startNameServer(
  answers: (name: string) => NameAnswer | Promise<NameAnswer>,
): Promise<NameServer> {
  const socket = createSocket("udp4");
  const questions: string[] = [];
  let isOpen = true;
  socket.on("message", async (query, from) => {
    const { name, type, end } = questionOf(query);
    questions.push(`${name} ${types[type] ?? type}`);
    const said = await answers(name);
    if (said !== "silent" && isOpen) reply(query.subarray(0, end), type, said, from);
  });
  function reply(
    question: Buffer,
    type: number,
    said: readonly string[] | keyof typeof rcodes,
    to: RemoteInfo,
  ) {
    const addresses = typeof said === "string" || types[type] !== "A" ? [] : said;
    const answer = Buffer.concat([question, ...addresses.map(record)]);
    answer.writeUInt16BE(0x8180 | (typeof said === "string" ? rcodes[said] : 0), 2);
    for (const [at, count] of [1, addresses.length, 0, 0].entries()) answer.writeUInt16BE(count, 4 + at * 2);
    socket.send(answer, to.port, to.address);
  }
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
  return {
    address: `127.0.0.1:${socket.address().port}`,
    questions,
    async [Symbol.asyncDispose]() {
      isOpen = false;
      await new Promise<void>((resolve) => socket.close(resolve));
    },
  };
}

function questionOf(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString("latin1", at + 1, at + 1 + length).toLowerCase());
    at += length + 1;
  }
  return { name: labels.join("."), type: query.readUInt16BE(at + 1), end: at + 5 };
}

/** A record for the question's name (a pointer to it) with a TTL of an hour, which the resolver must ignore. */
function record(address: string): Buffer {
  const bytes = address.split(".").map(Number);
  return Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0x0e, 0x10, 0, 4, ...bytes]);
}
