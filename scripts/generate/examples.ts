import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type ContractDocument, operationsOf, resolveReference } from "./document.ts";

const exampleFile = z.strictObject({
  request: z.unknown().optional(),
  answers: z.record(z.string(), z.unknown()),
});

const media = z.record(z.string(), z.looseObject({}));

/**
 * Adds the recorded request and answer of each operation to the document, from
 * `openapi/examples/<operation>.json`. Shared answers are copied into the operations that have an example
 * for them.
 *
 * @throws Error if an operation has no examples, or one for an undocumented answer
 */
export function documentExamples(bundle: ContractDocument, folder: string): void {
  for (const { id, operation } of operationsOf(bundle)) {
    const { request, answers } = exampleFile.parse(
      JSON.parse(readFileSync(join(folder, `${id}.json`), "utf8")),
    );
    const { requestBody, responses } = operation;
    if (request !== undefined) {
      if (requestBody === undefined) throw new Error(`${id} takes no body, and has an example of one`);
      for (const each of Object.values(requestBody.content)) each.example = request;
    }
    for (const [status, example] of Object.entries(answers)) {
      if (responses[status] === undefined)
        throw new Error(`${id} documents no ${status}, and has an example of it`);
      const response = structuredClone(resolveReference(bundle, responses[status]));
      const content = media.parse(response.content);
      for (const each of Object.values(content)) each.example = example;
      responses[status] = { ...response, content };
    }
  }
}
