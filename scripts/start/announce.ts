/** Facts to show after a start. */
export interface Announcement {
  readonly apiUrl: string;
  readonly addresses: Readonly<Record<"scheduler" | "dispatcher" | "accounts", string>>;
  readonly credentialsPath: string;
  readonly testKey: string;
  readonly logsDir: string;
  /** Null if the operator chose the allowed addresses. */
  readonly egressByDefault: string | null;
}

/** The last output of `npm start`. The curl line works as pasted. */
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
    "Ctrl-C stops everything in order.",
  );
  return lines.join("\n");
}

/** A command that schedules a POST to the receiver in five seconds. */
function curlLine(apiUrl: string, key: string): string {
  const body = JSON.stringify({
    endpoint: "http://127.0.0.1:9000/hello",
    delay: "5s",
    body: { hello: "world" },
  });
  return `curl ${apiUrl}/v1/schedules -H 'Authorization: Bearer ${key}' -H 'Content-Type: application/json' -d '${body}'`;
}
