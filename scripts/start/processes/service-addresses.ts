import { join } from "node:path";
import { prepareSocketFolder } from "../data-dir/socket-folder.ts";
import type { Settings } from "../settings.ts";
import type { Addresses } from "./programs.ts";

/**
 * Addresses of the services: from the settings, else Unix sockets that only this user can access.
 *
 * @returns `remove` deletes what was created for them
 * @throws CommandFailure if there is no place for a socket
 */
export async function prepareAddresses({
  addresses,
  dataDir,
}: Settings): Promise<{ addresses: Addresses; remove: () => void }> {
  const { scheduler, dispatcher, accounts } = addresses;
  if (scheduler !== null && dispatcher !== null && accounts !== null)
    return { addresses: { scheduler, dispatcher, accounts }, remove: () => undefined };
  const { path, remove } = await prepareSocketFolder(dataDir);
  const socket = (name: keyof Addresses) => addresses[name] ?? `unix:${join(path, `${name}.sock`)}`;
  return {
    addresses: {
      scheduler: socket("scheduler"),
      dispatcher: socket("dispatcher"),
      accounts: socket("accounts"),
    },
    remove,
  };
}
