/** Shows what a command is doing: one calm line for each step, with how long it took. */
export interface Steps {
  /** Runs one step; its line appears when it is done, on a terminal also while it runs. What it throws goes on. */
  run<Result>(label: string, work: () => Promise<Result>): Promise<Result>;
  /** A line besides the steps. */
  say(line: string): void;
}

export interface StepsOutput {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** @param now milliseconds of a steady clock, such as `performance.now` */
export function createSteps(output: StepsOutput, now: () => number): Steps {
  const live = output.isTTY === true;
  let shown = "";
  const clear = () => {
    if (live && shown !== "") output.write("\r\u001b[K");
  };
  const say = (line: string) => {
    clear();
    output.write(`${line}\n`);
    if (live && shown !== "") output.write(shown);
  };
  return {
    say,
    async run(label, work) {
      const startedAt = now();
      shown = `  … ${label}`;
      if (live) output.write(shown);
      try {
        const result = await work();
        finish(`  ✓ ${label.padEnd(58)} ${seconds(now() - startedAt)}`);
        return result;
      } catch (error) {
        finish(`  ✗ ${label}`);
        throw error;
      }
    },
  };

  function finish(line: string): void {
    clear();
    shown = "";
    output.write(`${line}\n`);
  }
}

/** `1.2 s`, right-aligned under one another. */
export function seconds(durationMs: number): string {
  return `${(durationMs / 1000).toFixed(1)} s`.padStart(7);
}
