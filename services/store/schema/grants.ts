/** The services that access the store, each with a database user of its own. */
export const doors = ["scheduler", "dispatcher", "accounts"] as const;
export type ServiceDoor = (typeof doors)[number];

/** All of them with the payments service, which runs only where an API for wallets is served. */
export const allDoors = [...doors, "payments"] as const;
/** A service, as the owner of a database user. */
export type Door = (typeof allDoors)[number];

/** The privileges of each service, table by table; none may alter the schema. */
const privileges: Record<Door, Record<string, string>> = {
  scheduler: {
    schedules: "SELECT, INSERT, UPDATE, DELETE",
    schedule_metadata: "SELECT, INSERT, DELETE",
    requests: "SELECT, INSERT, DELETE",
    deliveries: "SELECT, INSERT, UPDATE",
    idempotency_keys: "SELECT, INSERT, DELETE",
    superseded_requests: "SELECT, INSERT, DELETE",
    past_plans: "SELECT, INSERT, DELETE",
    credits: "SELECT, INSERT, UPDATE, DELETE",
    credit_entries: "SELECT, INSERT, DELETE",
    unsent_ends: "INSERT",
    attempts: "SELECT (id, schedule_id, started_at)",
    zone_rules: "SELECT, INSERT",
    zone_rules_in_force: "SELECT, UPDATE",
    projects: "SELECT (id, retention_days)",
    endpoints: "SELECT",
    api_keys: "SELECT (id, revoked_at)",
    accounts: "SELECT (id, plan)",
    usage_counts: "SELECT, INSERT, UPDATE",
    locks: "SELECT, INSERT, UPDATE",
  },
  dispatcher: {
    deliveries: "SELECT, INSERT, UPDATE, DELETE",
    attempts: "SELECT, INSERT, DELETE",
    figures: "SELECT, INSERT, UPDATE, DELETE",
    roll_ups: "SELECT, UPDATE",
    unsent_ends: "SELECT, INSERT, DELETE",
    projects: "SELECT (id, retention_days)",
    schedules: "SELECT, UPDATE",
    past_plans: "INSERT",
    credits: "SELECT, UPDATE",
    requests: "SELECT",
    signing_secrets: "SELECT",
    endpoints: "SELECT, UPDATE (breaker_state, breaker_changed_at)",
    endpoint_flow: "SELECT, INSERT, UPDATE, DELETE",
    idempotency_keys: "SELECT, INSERT, DELETE",
    locks: "SELECT, INSERT, UPDATE",
    dispatchers: "SELECT, INSERT, UPDATE, DELETE",
  },
  accounts: {
    projects: "SELECT, INSERT, UPDATE",
    api_keys: "SELECT, INSERT, UPDATE",
    accounts: "SELECT, INSERT, UPDATE",
    usage_counts: "SELECT",
    users: "SELECT, INSERT, UPDATE",
    sessions: "SELECT, INSERT, UPDATE, DELETE",
    magic_links: "SELECT, INSERT, DELETE",
    outgoing_mail: "SELECT, INSERT, UPDATE, DELETE",
    auth_counts: "SELECT, INSERT, UPDATE, DELETE",
    audit_events: "SELECT, INSERT, DELETE",
    signing_secrets: "SELECT, INSERT, UPDATE, DELETE",
    endpoints: "SELECT, INSERT, UPDATE",
    schedules: "SELECT",
    deliveries: "SELECT (id, state, endpoint_id, endpoint_phase, wire_endpoint_id)",
    idempotency_keys: "SELECT, INSERT",
    locks: "SELECT, INSERT, UPDATE",
  },
  payments: {
    wallets: "SELECT",
    sign_in_nonces: "SELECT (expires_at), INSERT, DELETE",
    locks: "SELECT, INSERT, UPDATE",
  },
};

/** Privileges beside those where the store has a clock that tests can move. */
const devClockPrivileges: Record<Door, Record<string, string>> = {
  scheduler: {
    dev_clock: "SELECT, UPDATE",
    dev_clock_readers: "SELECT, INSERT, UPDATE, DELETE",
    attempts: "SELECT (settled_at, project_id, mode)",
  },
  dispatcher: { dev_clock: "SELECT", dev_clock_readers: "SELECT, INSERT, UPDATE, DELETE" },
  accounts: { dev_clock: "SELECT", dev_clock_readers: "SELECT, INSERT, UPDATE, DELETE" },
  payments: { dev_clock: "SELECT", dev_clock_readers: "SELECT, INSERT, UPDATE, DELETE" },
};

/** Returns the GRANT statements for a service's user: what the service needs and no more. */
export function grantStatements(database: string, door: Door, user: string, host: string): string[] {
  return grants(privileges[door], database, user, host);
}

/** Returns those for the clock that tests can move, whose tables must exist. */
export function devClockGrantStatements(database: string, door: Door, user: string, host: string): string[] {
  return grants(devClockPrivileges[door], database, user, host);
}

function grants(wanted: Record<string, string>, database: string, user: string, host: string): string[] {
  return Object.entries(wanted).map(
    ([table, granted]) =>
      `GRANT ${granted} ON ${quoteName(database)}.${quoteName(table)} TO ${quoteText(user)}@${quoteText(host)}`,
  );
}

function quoteName(name: string): string {
  return `\`${name.replaceAll("`", "``")}\``;
}

function quoteText(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
}
