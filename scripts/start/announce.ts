import { dirname, join } from "node:path";

/** Facts to show after a start. */
export interface Announcement {
  readonly apiUrl: string;
  readonly addresses: Readonly<Record<"scheduler" | "dispatcher" | "accounts", string>>;
  readonly credentialsPath: string;
  readonly testKey: string;
  readonly logsDir: string;
  /** Runs the MCP server on standard input and output: a program and its arguments. */
  readonly mcpCommand: readonly [string, ...string[]];
  /** Null when somebody chose what the guard lets through. */
  readonly egressByDefault: string | null;
  /** True if tests can move the clock. */
  readonly devClock: boolean;
}

/**
 * The text that `npm start` ends with. The curl line and the MCP configurations work as pasted, the sched line in the
 * repository's folder.
 */
export function announcement(facts: Announcement): string {
  const { scheduler, dispatcher, accounts } = facts.addresses;
  const lines = [
    "",
    "Landfall is ready.",
    "",
    `  Console    ${facts.apiUrl}   (sign in with the test key; documentation: ${facts.apiUrl}/docs)`,
    `  API        ${facts.apiUrl}   (reference: ${facts.apiUrl}/reference)`,
    `  Test key   ${facts.testKey}`,
    `  Keys       ${facts.credentialsPath}`,
    `  Logs       ${facts.logsDir}`,
    `  gRPC       scheduler ${scheduler} · dispatcher ${dispatcher} · accounts ${accounts}`,
  ];
  if (facts.egressByDefault !== null) {
    lines.push(
      `  Egress     deliveries may go to this machine (${facts.egressByDefault}), http and any port; EGRESS_ALLOW= forbids that`,
    );
  }
  if (facts.devClock) {
    lines.push(
      "  Clock      for tests: `npx sched clock advance 24h` moves it; only sk_test_ keys work, and time never goes back",
    );
  }
  lines.push(
    "",
    "Try it: run `npm run receiver` in a second terminal, and in a third",
    "",
    `  ${curlLine(facts.apiUrl, facts.testKey)}`,
    "",
    "or the same in fewer words, and more of it with `npx sched --help`:",
    "",
    `  ${schedLine(facts.credentialsPath)}`,
    "",
    "Or let an agent do it: MCP over HTTP, and for a client that starts its servers itself",
    "",
    `  ${mcpOverHttp(facts)}`,
    `  ${mcpOnStdio(facts)}`,
    "",
    "Ctrl-C stops everything in order.",
  );
  return lines.join("\n");
}

/** The configuration of an MCP client for the server in the gateway. */
function mcpOverHttp({ apiUrl, testKey }: Announcement): string {
  const landfall = { type: "http", url: `${apiUrl}/mcp`, headers: { Authorization: `Bearer ${testKey}` } };
  return JSON.stringify({ mcpServers: { landfall } });
}

/** The same for a server on standard input and output; it works from any folder. */
function mcpOnStdio({ apiUrl, testKey, mcpCommand: [command, ...args] }: Announcement): string {
  const landfall = { command, args, env: { SCHED_API_URL: apiUrl, SCHED_API_KEY: testKey } };
  return JSON.stringify({ mcpServers: { landfall } });
}

/** Schedules a POST to the receiver in five seconds. */
function curlLine(apiUrl: string, key: string): string {
  const body = JSON.stringify({
    endpoint: "http://127.0.0.1:9000/hello",
    delay: "5s",
    body: { hello: "world" },
  });
  return `curl ${apiUrl}/v1/schedules -H 'Authorization: Bearer ${key}' -H 'Content-Type: application/json' -d '${body}'`;
}

/** Where `npm start` keeps its data when nobody says otherwise, which is where sched looks. */
const usualFolder = join(import.meta.dirname, "..", "..", ".data");

/** Does the same by the command of `clients/cli`. */
function schedLine(credentials: string): string {
  const folder = dirname(credentials);
  const where = folder === usualFolder ? "" : `DATA_DIR='${folder.replaceAll("'", "'\\''")}' `;
  return `${where}npm run -s sched -- in 5s http://127.0.0.1:9000/hello -d '{"hello":"world"}'`;
}
