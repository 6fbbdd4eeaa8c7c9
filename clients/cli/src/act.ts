import type { Command } from "commander";
import { type GlobalOptions, Session } from "./session.ts";
import type { World } from "./world.ts";

/** Adds one command, or a group of them, to its parent. */
export type AddCommand = (parent: Command, context: Context) => void;

/** State that all commands of a program share. */
export interface Context {
  readonly world: World;
  /** Sets the exit code of a command that did not fail as a whole. */
  readonly endWith: (code: number) => void;
}

type Action<Options> = (
  session: Session,
  words: readonly string[],
  options: Options & GlobalOptions,
) => Promise<void>;

/** Runs `action` for the command, with its arguments. */
export function act<Options extends object>(
  command: Command,
  { world, endWith }: Context,
  action: Action<Options>,
): Command {
  return command.action(async () => {
    const options = command.optsWithGlobals<Options & GlobalOptions>();
    await action(new Session(world, options, endWith), command.args, options);
  });
}
