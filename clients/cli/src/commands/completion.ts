import { type AddCommand, act } from "../act.ts";
import { examplesOf } from "../examples-of.ts";

const shells = ["bash", "zsh", "fish"] as const;

/** Adds `sched completion`. `run.ts` answers `sched complete`, which its script calls. */
export const addCompletion: AddCommand = (parent, context) => {
  const command = parent
    .command("completion")
    .description("Print a script that completes sched's commands and options in a shell")
    .addArgument(parent.createArgument("<shell>", "your shell").choices([...shells]));
  examplesOf(
    command,
    "sched completion bash > ~/.local/share/bash-completion/completions/sched",
    "sched completion zsh > ~/.zfunc/_sched   # with ~/.zfunc in fpath",
    "sched completion fish > ~/.config/fish/completions/sched.fish",
  );
  act(command, context, async (_session, [shell = ""]) => {
    const { printScript } = await import("../completions.ts");
    printScript(shell);
  });
};
