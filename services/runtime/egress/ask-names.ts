import { lookup, Resolver } from "node:dns/promises";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { FairTurns } from "../fair-turns.ts";
import { followFile } from "./follow-file.ts";
import { parseHosts } from "./hosts-file.ts";
import { type Completion, candidatesOf, parseCompletion } from "./resolv-conf.ts";
import { isSpecialUseName } from "./special-use.ts";

/**
 * Resolves a host name to addresses, in the order to try them. Rejects with an error whose `code` is one of
 * Node's DNS codes: `ENOTFOUND` and `ENODATA` mean that there are no addresses, all others that the lookup
 * failed.
 *
 * @param asker scarce lookup threads are shared fairly between askers
 */
export type AskNames = (hostName: string, asker: string) => Promise<readonly string[]>;

export interface NamesSource {
  /** Folder of `hosts` and `resolv.conf`. */
  readonly folder: string;
  /** Name servers, `address` or `address:port`; null for those in `resolv.conf`. */
  readonly servers: readonly string[] | null;
}

export const systemNames: NamesSource = { folder: "/etc", servers: null };

/**
 * A silent server is asked four times, a second apart once c-ares knows it (measured, 1.34), and then
 * counts as failed. An answer to an earlier try is ignored; a slow server has it ready for the next one.
 */
const patience = { timeout: 1_200, tries: 4, maxTimeout: 1_500 };
/** Wait for the other address family after one has answered: servers that drop AAAA queries are common. */
const otherFamilyMs = 250;
/** Threads of libuv for getaddrinfo. It may use 32 of the 64; the others read files. */
const systemTurns = { total: 16, perAsker: 2, mostWaiting: 100 };
const definite: ReadonlySet<unknown> = new Set(["ENOTFOUND", "ENODATA"]);

/**
 * Resolves names like the system, but without its threads: first the hosts file, then DNS with the search
 * list of resolv.conf. Changes to both files are picked up. A special-use name (`special-use.ts`) that DNS
 * does not know is then looked up through the system, which may know it otherwise (mDNS, its own host
 * name), with a few threads per asker.
 */
export function createAskNames({ folder, servers }: NamesSource = systemNames): AskNames {
  const hosts = followFile(join(folder, "hosts"), parseHosts);
  const dns = followFile(join(folder, "resolv.conf"), (text) => newDns(text, servers));
  const turns = new FairTurns(systemTurns);
  return async (hostName, asker) => {
    const listed = (await hosts()).get(hostName.toLowerCase().replace(/\.$/, ""));
    if (listed !== undefined) return listed;
    try {
      return await askInTurn(await dns(), hostName);
    } catch (error) {
      if (!definite.has(codeOf(error)) || !isSpecialUseName(hostName)) throw error;
      return turns.run(asker, () => askSystem(hostName));
    }
  };
}

interface Dns {
  readonly completion: Completion;
  readonly resolver: Resolver;
}

function newDns(text: string, servers: readonly string[] | null): Dns {
  const resolver = new Resolver(patience);
  if (servers !== null) resolver.setServers(servers);
  return { completion: parseCompletion(text), resolver };
}

/**
 * Addresses of the first name in the search list that has any. A server that does not answer ends the
 * search.
 */
async function askInTurn({ completion, resolver }: Dns, hostName: string): Promise<readonly string[]> {
  let failure: unknown = null;
  for (const candidate of candidatesOf(hostName, completion)) {
    try {
      return await askBoth(resolver, candidate);
    } catch (error) {
      if (!definite.has(codeOf(error)) && codeOf(error) !== "ESERVFAIL") throw error;
      // A failed candidate is reported even if later ones do not exist: their absence says nothing about
      // it.
      if (failure === null || definite.has(codeOf(failure))) failure = error;
    }
  }
  throw failure;
}

interface Family {
  addresses: readonly string[];
  error: unknown;
}

/** Asks for both families at once; orders them by what the machine can reach (RFC 6724, rule 1). */
function askBoth(resolver: Resolver, name: string): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const four: Family = { addresses: [], error: null };
    const six: Family = { addresses: [], error: null };
    let open = 2;
    let late: NodeJS.Timeout | undefined;
    const finish = () => {
      clearTimeout(late);
      const inOrder = hasGlobalIPv6() ? [six, four] : [four, six];
      const found = inOrder.flatMap(({ addresses }) => addresses);
      if (found.length > 0) resolve(found);
      else reject([four.error, six.error].find((error) => !definite.has(codeOf(error))) ?? four.error);
    };
    const follow = async (family: Family, question: Promise<string[]>) => {
      try {
        family.addresses = await question;
      } catch (error) {
        family.error = error;
      }
      open--;
      if (open === 0) finish();
      else if (family.addresses.length > 0) late = setTimeout(finish, otherFamilyMs);
    };
    void follow(four, resolver.resolve4(name));
    void follow(six, resolver.resolve6(name));
  });
}

async function askSystem(hostName: string): Promise<string[]> {
  // `verbatim` keeps the system's order (RFC 6724).
  const answers = await lookup(hostName, { all: true, order: "verbatim" });
  return answers.map((answer) => answer.address);
}

function hasGlobalIPv6(): boolean {
  return Object.values(networkInterfaces()).some((addresses) =>
    addresses?.some(
      ({ family, internal, address }) => family === "IPv6" && !internal && /^[23]/.test(address),
    ),
  );
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
