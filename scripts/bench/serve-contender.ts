import type { Plan } from "./plan.ts";

/** A question of the bench to a contender in a process of its own. */
export type Question = { readonly id: number } & (
  | { readonly ask: "fill"; readonly plan: Plan }
  | { readonly ask: "isSettled" }
  | { readonly ask: "close" }
);
export interface Reply {
  readonly id: number;
  readonly value: boolean;
  /** Null when it went well. */
  readonly error: string | null;
}

/** A contender, in its process. */
export interface ServedContender {
  fill(plan: Plan): Promise<void>;
  isSettled(): Promise<boolean>;
  close(): Promise<void>;
}

/** Answers the bench over the channel of `fork`; ends when it closes. */
export function serveContender(contender: ServedContender): void {
  process.on("disconnect", () => process.exit(0));
  process.on("message", (question: Question) => {
    answer(contender, question).then(
      (value) => reply({ id: question.id, value, error: null }),
      (error: unknown) => reply({ id: question.id, value: false, error: String(error) }),
    );
  });
  reply({ id: 0, value: true, error: null });
}

async function answer(contender: ServedContender, question: Question): Promise<boolean> {
  switch (question.ask) {
    case "fill":
      await contender.fill(question.plan);
      return true;
    case "isSettled":
      return contender.isSettled();
    case "close":
      await contender.close();
      return true;
  }
}

function reply(message: Reply): void {
  process.send?.(message);
}
