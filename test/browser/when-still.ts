import type { Page } from "playwright-core";

/** Waits until nothing moves: in the middle of a transition a colour is neither the one nor the other. */
export async function whenStill(page: Page): Promise<void> {
  await page.evaluate(
    "Promise.allSettled(document.getAnimations().filter(({ effect }) => effect.getComputedTiming().iterations !== Infinity).map(({ finished }) => finished)).then(() => {})",
  );
}
