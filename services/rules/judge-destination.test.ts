import { describe, expect, it } from "vitest";
import { createEgressPolicy } from "../runtime/egress/policy.ts";
import { destinationsBy, judgeDestination, judgedOnce } from "./judge-destination.ts";

describe("destinations judged once", () => {
  it("resolve each name once, and give the same answer for a URL each time", async () => {
    const asked: string[] = [];
    const resolve = async (name: string) => {
      asked.push(name);
      return [name === "inside.example" ? "10.0.0.7" : "93.184.215.14"];
    };
    const once = judgedOnce(destinationsBy(createEgressPolicy([]), resolve));
    const judge = (url: string) => judgeDestination(url, "endpoint", once).then(() => "taken");
    await expect(judge("https://inside.example/")).rejects.toMatchObject({ code: "endpoint_blocked" });
    await expect(judge("https://inside.example/")).rejects.toMatchObject({ code: "endpoint_blocked" });
    expect(await judge("https://outside.example/")).toBe("taken");
    expect(await judge("https://outside.example/")).toBe("taken");
    expect(asked).toEqual(["inside.example", "outside.example"]);
  });
});
