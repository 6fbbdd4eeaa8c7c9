import type { CallToolResult, McpServer, StandardSchemaWithJSON } from "@modelcontextprotocol/server";
import type { z } from "zod";
import type { Landfall, RequestOptions, Scope } from "../../sdk/src/index.ts";
import { argumentFault, defect, faultOf, faultText } from "./fault.ts";

/** Collaborators of the tools of one server. */
export interface World {
  /** Calls the API with the caller's key. */
  readonly landfall: Landfall;
  /** Scopes of that key. */
  readonly scopes: readonly string[];
  /** Milliseconds since 1970. */
  now(): number;
  /** Receives defects: thrown errors that are not documented ones. */
  report(thrown: unknown): void;
}

/** Collaborators of one call of a tool. */
export interface Call extends World {
  /** Signal for every request to the API, so that it ends when the client cancels the call. */
  readonly options: RequestOptions;
}

/** An answer: a sentence, and the data. */
export interface Answer<T> {
  readonly said: string;
  readonly output: T;
}

/** Definition of a tool. Its schemas are listed; its arguments arrive checked. */
export interface ToolDefinition<I extends z.ZodObject, O extends z.ZodObject> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Scope that the key needs to see the tool. */
  readonly scope: Scope;
  /** `reads`: changes nothing. `repeatable`: the same call twice is as good as once. `reaches`: sends requests to receivers. */
  readonly kind: {
    readonly reads?: true;
    readonly destroys?: true;
    readonly repeatable?: true;
    readonly reaches?: true;
  };
  readonly input: I;
  readonly output: O;
  /** Runs the tool. @throws ToolFault, LandfallError or WhenError, which the caller gets with a next step */
  run(args: z.output<I>, call: Call): Promise<Answer<z.input<O>>>;
}

/** A tool that a server can register. */
export interface Tool {
  readonly name: string;
  readonly scope: Scope;
  register(server: McpServer, world: World): void;
}

/** Creates a tool from its definition. */
export function defineTool<I extends z.ZodObject, O extends z.ZodObject>(
  definition: ToolDefinition<I, O>,
): Tool {
  const { name, title, description, scope, kind, input, output } = definition;
  const annotations = {
    title,
    readOnlyHint: kind.reads ?? false,
    destructiveHint: kind.destroys ?? false,
    idempotentHint: kind.repeatable ?? false,
    openWorldHint: kind.reaches ?? false,
  };
  return {
    name,
    scope,
    register(server, world) {
      const config = {
        title,
        description,
        inputSchema: listedOnly(input),
        outputSchema: output,
        annotations,
      };
      server.registerTool(name, config, (given, { mcpReq }) =>
        perform(definition, given, { ...world, options: { signal: mcpReq.signal } }),
      );
    },
  };
}

/** A schema that is listed but accepts everything: `perform` checks, so that a refusal can give the next step. */
function listedOnly(schema: z.ZodObject): StandardSchemaWithJSON<unknown, unknown> {
  const { version, jsonSchema } = schema["~standard"];
  return {
    "~standard": { vendor: "landfall", version, jsonSchema, validate: (value: unknown) => ({ value }) },
  };
}

async function perform<I extends z.ZodObject, O extends z.ZodObject>(
  { name, input, run }: ToolDefinition<I, O>,
  given: unknown,
  call: Call,
): Promise<CallToolResult> {
  const args = input.safeParse(given ?? {});
  if (!args.success) return refusal(faultText(argumentFault(name, args.error, Object.keys(input.shape))));
  try {
    const { said, output } = await run(args.data, call);
    // The text has everything, since many clients show nothing else.
    const text = `${said}\n\n${JSON.stringify(output)}`;
    return { content: [{ type: "text", text }], structuredContent: { ...output } };
  } catch (thrown) {
    const fault = faultOf(thrown);
    if (fault === null) call.report(thrown);
    return refusal(faultText(fault ?? defect));
  }
}

/** Without structured content: older clients would validate it against the output schema, and hide the text. */
function refusal(text: string): CallToolResult {
  return { content: [{ type: "text", text }], isError: true };
}
