import { type AddCommand, act } from "../act.ts";
import { isShell, scripts, shells } from "../completion/scripts.ts";
import { examplesOf } from "../examples-of.ts";
import { usageFailure } from "../failure.ts";

/** Adds `sched completion`. `run.ts` answers `sched complete`, which its script calls. */
export const addCompletion: AddCommand = (parent, context) => {
  const command = parent
    .command("completion")
    .description("Print a script that completes sched's commands and options in a shell")
    .addArgument(parent.createArgument("<shell>", "your shell").choices([...shells]));
  examplesOf(
    command,
    "sched completion bash > ~/.local/share/bash-completion/completions/sched",
    "echo 'source <(command sched completion zsh)' >> ~/.zshrc   # behind compinit; zsh has a builtin of this name",
    "sched completion fish > ~/.config/fish/completions/sched.fish",
  );
  act(command, context, async ({ output }, [shell = ""]) => {
    if (!isShell(shell)) throw usageFailure(`There is no script for ${shell}.`);
    const script = scripts[shell];
    if (output.isJson) output.json({ shell, script });
    else output.line(script);
  });
};
