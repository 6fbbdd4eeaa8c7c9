import { usageFailure } from "./failure.ts";

const unitMs: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * Reads a past instant for filters: RFC 3339, or `90m`, `2h`, `3d` ago.
 *
 * @returns undefined if absent
 * @throws Failure for anything else
 */
export function instantOption(option: string, text: string | undefined, now: number): string | undefined {
  if (text === undefined) return undefined;
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)([smhd])/gy)];
  if (parts.length > 0 && parts.map(([part]) => part).join("") === text) {
    const ago = parts.reduce((sum, [, count, unit]) => sum + Number(count) * (unitMs[unit ?? ""] ?? 0), 0);
    return new Date(now - ago).toISOString();
  }
  if (/^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?([Zz]|[+-]\d{2}:\d{2})$/.test(text)) {
    const at = Date.parse(text.replace(" ", "T"));
    if (!Number.isNaN(at)) return new Date(at).toISOString();
  }
  throw usageFailure(
    `“${text}” is no instant for ${option}.`,
    `Write ${option} 2h for two hours ago, or ${option} ${new Date(now).toISOString().slice(0, 19)}Z.`,
  );
}
