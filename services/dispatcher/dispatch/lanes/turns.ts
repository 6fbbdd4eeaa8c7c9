/** A member that sometimes has deliveries waiting. */
export interface TurnTaker {
  /** True if it waits for its turn. */
  inTurn: boolean;
  /** True if it has something waiting. */
  readonly hasWaiting: boolean;
}

const firstPortion = 8;

/**
 * Serves members that have something waiting in turn, so that a long queue does not starve the others.
 * Whoever was not reached is first next time.
 *
 * Members keep their own queues, and a turn is over when it was taken: no promises and no allocation per delivery.
 * `runtime/fair-turns` shares a resource that is held for a while and given back; `gateway/clients/project-queue` is
 * a queue itself, and fills a batch up to a number of bytes.
 */
export class Turns<Member extends TurnTaker> {
  #waiting: Member[] = [];

  join(member: Member): void {
    if (member.inTurn) return;
    member.inTurn = true;
    this.#waiting.push(member);
  }

  /**
   * Serves round after round, with a growing portion for each.
   *
   * @param most how many to take in total
   * @param take takes up to `portion` from a member and returns how many; fewer means that it has no more
   * for now
   */
  serve(most: number, take: (member: Member, portion: number) => number): void {
    let left = most;
    let waiting = this.#waiting;
    const served: Member[] = [];
    for (let portion = firstPortion; left > 0 && waiting.length > 0; portion *= 2) {
      const more: Member[] = [];
      let at = 0;
      for (const member of waiting) {
        if (left <= 0) break;
        at++;
        const taken = take(member, Math.min(portion, left));
        left -= taken;
        if (taken === portion) more.push(member);
        else served.push(member);
      }
      waiting = [...waiting.slice(at), ...more];
    }
    this.#waiting = [...waiting, ...served].filter((member) => {
      member.inTurn = member.hasWaiting;
      return member.inTurn;
    });
  }
}
