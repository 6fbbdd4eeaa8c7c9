import { aptInstall, canAptInstall } from "../packages/apt-install.ts";
import { CommandFailure } from "../start/failure.ts";
import { findServer, type ServerProgram } from "./find-server.ts";

const byHand =
  "install it (Debian, Ubuntu: `sudo apt-get install mariadb-server-core`; macOS: `brew install mariadb`; " +
  "Fedora: `sudo dnf install mariadb-server`), or set DATABASE_URL=mysql://user:password@host/database";

/**
 * The MariaDB server, installed first where that is possible: as root with apt-get. `say` hears of it,
 * since it takes a while.
 *
 * @throws CommandFailure with what to do by hand
 */
export async function requireServer(
  environment: NodeJS.ProcessEnv,
  say: (line: string) => void,
): Promise<ServerProgram> {
  const present = findServer(environment);
  if (present !== null) return present;
  if (!canAptInstall()) throw new CommandFailure(`MariaDB is not on this machine: ${byHand}.`);
  say("installing MariaDB (apt-get install mariadb-server-core)");
  const said = await aptInstall("mariadb-server-core", environment);
  const installed = findServer(environment);
  if (installed !== null) return installed;
  throw new CommandFailure(`apt-get could not install MariaDB (${said}): ${byHand}.`);
}
