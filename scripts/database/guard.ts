import { type ChildProcess, spawn } from "node:child_process";

/**
 * Reads until its input ends, which is when the process that holds the other end is gone; then waits,
 * ends the server, and removes the folder if one is named. Plain `sh`, so that it costs next to nothing
 * and also works where `setpriv --pdeathsig` does not exist.
 */
const script = `
trap '' INT TERM HUP
while read -r line; do :; done
left="$2"
while [ "$left" -gt 0 ] && kill -0 "$1" 2>/dev/null; do sleep 1; left=$((left - 1)); done
kill -TERM "$1" 2>/dev/null
[ -n "$3" ] || exit 0
sleep 2
kill -KILL "$1" 2>/dev/null
rm -rf "$3"
`;

/**
 * Sees to it that the server does not outlive this process, even after `kill -9`. It comes
 * `patienceSeconds` later: the services, which see the same death, need the server to settle what they
 * have on the wire. Ending the server at once (as a parent-death signal does) would send those twice.
 *
 * @param removeDir removed afterwards; null when the data is to stay
 * @returns lifts the guard; to be called once the server has ended, before its pid is somebody else's
 */
export function guardServer(
  serverPid: number,
  patienceSeconds: number,
  removeDir: string | null,
): () => void {
  const child: ChildProcess = spawn(
    "/bin/sh",
    ["-c", script, "landfall-guard", String(serverPid), String(patienceSeconds), removeDir ?? ""],
    { detached: true, stdio: ["pipe", "ignore", "ignore"] },
  );
  child.once("error", () => undefined);
  child.stdin?.on("error", () => undefined);
  child.unref();
  return () => {
    child.kill("SIGKILL");
  };
}
