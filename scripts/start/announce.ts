import { dirname, join } from "node:path";

/** Describes what somebody who just started Landfall needs to know. */
export interface Announcement {
  readonly apiUrl: string;
  readonly addresses: Readonly<Record<"scheduler" | "dispatcher" | "accounts", string>>;
  readonly credentialsPath: string;
  readonly testKey: string;
  readonly logsDir: string;
  /** Null when somebody chose what the guard lets through. */
  readonly egressByDefault: string | null;
}

/** The text that `npm start` ends with. The curl line works as pasted, the sched line in the repository's folder. */
export function announcement(facts: Announcement): string {
  const { scheduler, dispatcher, accounts } = facts.addresses;
  const lines = [
    "",
    "Landfall is ready.",
    "",
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
    "Ctrl-C stops everything in order.",
  );
  return lines.join("\n");
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
