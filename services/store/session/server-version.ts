/** The oldest servers with every feature that our statements use: MySQL 8.0.22, MariaDB 10.6.0. */
const oldest = { mysql: [8, 0, 22], mariadb: [10, 6, 0] } as const;

/** Returns null when a server with this VERSION() is supported; else the reason why not, and what is needed. */
export function versionComplaint(version: string): string | null {
  const [, major = 0, minor = 0, patch = 0] = /^(?:5\.5\.5-)?(\d+)\.(\d+)(?:\.(\d+))?/.exec(version) ?? [];
  const least = /mariadb/i.test(version) ? oldest.mariadb : oldest.mysql;
  const given = [Number(major), Number(minor), Number(patch)];
  const differing = given.findIndex((part, place) => part !== least[place]);
  if (differing === -1 || (given[differing] ?? 0) > (least[differing] ?? 0)) return null;
  return `the server is ${version}, which is too old: use MySQL 8.0.22 or MariaDB 10.6, or newer.`;
}
