import { resolve } from "node:path";
import { Landfall } from "../../sdk/src/index.ts";
import { type Connection, findConnection } from "./connection.ts";
import { Output } from "./output.ts";
import { machineZone, zoneGiven } from "./time-zone.ts";
import { version } from "./version.ts";
import type { World } from "./world.ts";

/** Options that every command takes. */
export interface GlobalOptions {
  readonly json?: boolean;
  readonly yes?: boolean;
  readonly color?: boolean;
  readonly tz?: string;
}

/** Connection, output and settings of one command. */
export class Session {
  readonly world: World;
  readonly output: Output;
  readonly yes: boolean;
  /** IANA name: `--tz`, else the machine's. */
  readonly timezone: string;
  /** Sets the exit code of a command that did not fail as a whole. */
  readonly endWith: (code: number) => void;
  #connection: Connection | undefined;
  #landfall: Landfall | undefined;

  constructor(world: World, options: GlobalOptions, endWith: (code: number) => void) {
    this.world = world;
    this.output = new Output(world, options);
    this.yes = options.yes === true;
    this.timezone = options.tz === undefined ? machineZone() : zoneGiven(options.tz, world.now());
    this.endWith = endWith;
  }

  /** @throws Failure without an address or a key */
  get connection(): Connection {
    this.#connection ??= findConnection(this.world.environment, this.world.folder);
    return this.#connection;
  }

  /** @throws Failure without an address or a key */
  get landfall(): Landfall {
    this.#landfall ??= this.#connect();
    return this.#landfall;
  }

  get signal(): AbortSignal {
    return this.world.signal;
  }

  /** True if the user can be asked. */
  get canAsk(): boolean {
    const { stdin, stdout, stderr } = this.world;
    return stdin.isTTY === true && stdout.isTTY === true && stderr.isTTY === true && !this.output.isJson;
  }

  pathOf(name: string): string {
    return resolve(this.world.folder, name);
  }

  #connect(): Landfall {
    const { baseUrl, apiKey } = this.connection;
    return new Landfall({ apiKey, baseUrl, headers: { "User-Agent": `sched/${version}` } });
  }
}
