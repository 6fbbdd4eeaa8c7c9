import { join } from "node:path";
import type { Addresses } from "./programs.ts";
import type { Settings } from "./settings.ts";
import { prepareSocketFolder } from "./socket-folder.ts";

/**
 * Where the services listen: where the settings say, else on Unix sockets that only this user reaches.
 *
 * @returns `remove`: takes away what was made for it
 * @throws CommandFailure when there is no place for a socket
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
