import { fileURLToPath } from "node:url";
import type { BenchRun } from "../bench-run.ts";
import { type Contender, storesRestMs } from "../contender.ts";
import { startContenderProcess } from "../contender-process.ts";
import { startLandfallContender } from "../landfall/landfall-contender.ts";
import { startPostgres } from "./start-postgres.ts";
import { type PeerStore, startRedis } from "./start-redis.ts";

interface Peer {
  readonly name: string;
  readonly script: string;
  readonly startStore: (run: BenchRun) => Promise<PeerStore>;
}

const peers: readonly Peer[] = [
  { name: "graphile-worker", script: "graphile-worker.ts", startStore: startPostgres },
  { name: "BullMQ", script: "bullmq.ts", startStore: startRedis },
  { name: "pg-boss", script: "pg-boss.ts", startStore: startPostgres },
];

/** The peers, by name. Each gets a new empty store and its own process. */
export function contenderStarters(run: BenchRun, receiverUrl: string): Map<string, () => Promise<Contender>> {
  const landfall = () => startLandfallContender(run, receiverUrl);
  return new Map<string, () => Promise<Contender>>([
    ["Landfall", landfall],
    ...peers.map((peer) => [peer.name, () => startPeer(run, peer, receiverUrl)] as const),
  ]);
}

function startPeer(run: BenchRun, peer: Peer, receiverUrl: string): Promise<Contender> {
  return run.steps.run(`${peer.name}: start`, async () => {
    await using started = new AsyncDisposableStack();
    const store = started.use(await peer.startStore(run));
    const script = fileURLToPath(new URL(`../peers/${peer.script}`, import.meta.url));
    const args = [receiverUrl, store.address];
    const contender = started.use(await startContenderProcess(peer.name, storesRestMs, script, args));
    const both = started.move();
    return {
      ...contender,
      pids: () => ({ ...contender.pids(), store: store.pid }),
      [Symbol.asyncDispose]: () => both.disposeAsync(),
    };
  });
}
