/** A delivery under a claim: the fence is the one that the claim was given. */
export interface HeldDelivery {
  readonly id: Buffer;
  readonly fence: number;
}

/**
 * The deliveries by their fence. A statement names one fence and many ids, since a list of pairs would
 * not be read by primary key on every server; nearly all deliveries are claimed once or twice, so a batch
 * makes one or two groups.
 */
export function byFence(deliveries: readonly HeldDelivery[]): Map<number, Buffer[]> {
  const groups = new Map<number, Buffer[]>();
  for (const { id, fence } of deliveries) {
    const group = groups.get(fence);
    if (group) group.push(id);
    else groups.set(fence, [id]);
  }
  return groups;
}
