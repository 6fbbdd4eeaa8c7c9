import type { Writable } from "node:stream";
import { Ansis } from "ansis";
import type { World } from "./world.ts";

/** One output stream: if it may have colours, and if it is a terminal. */
interface Channel {
  readonly stream: Writable;
  readonly isTerminal: boolean;
  readonly paint: Ansis;
}

/** Output of a command: results on stdout, everything else on stderr; colour only on terminals. */
export class Output {
  readonly isJson: boolean;
  readonly results: Channel;
  readonly errors: Channel;

  constructor(world: World, options: { readonly json?: boolean; readonly color?: boolean }) {
    this.isJson = options.json === true;
    const { NO_COLOR, TERM } = world.environment;
    const wanted = options.color !== false && !NO_COLOR && TERM !== "dumb" && !this.isJson;
    const channel = (stream: World["stdout"]): Channel => {
      const isTerminal = stream.isTTY === true;
      return { stream, isTerminal, paint: new Ansis(wanted && isTerminal ? 1 : 0) };
    };
    this.results = channel(world.stdout);
    this.errors = channel(world.stderr);
  }

  get paint(): Ansis {
    return this.results.paint;
  }

  /** A line of the result. */
  line(text: string): void {
    this.results.stream.write(`${text}\n`);
  }

  /** Prints a line for people, not part of the result. */
  note(text: string): void {
    this.errors.stream.write(`${text}\n`);
  }

  /** Prints the result as one document. */
  json(value: unknown): void {
    this.line(JSON.stringify(value, null, 2));
  }

  /** Prints one of many documents, a line each. */
  jsonLine(value: unknown): void {
    this.line(JSON.stringify(value));
  }
}
