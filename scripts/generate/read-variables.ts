import ts from "typescript";

/** An environment variable as a config file declares it. */
export interface VariableDoc {
  readonly name: string;
  /** In words, for a table: a value, "none" or "must be set". */
  readonly fallback: string;
  /** Its docstring in one line, with the range of a number. */
  readonly text: string;
}

/**
 * Reads the variables of a config file from its source: members such as `port: port("PORT", 8080)`.
 *
 * @throws Error if one has no docstring
 */
export function readVariables(source: string, path: string): VariableDoc[] {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true);
  const found: VariableDoc[] = [];
  const visit = (node: ts.Node): void => {
    const variable = ts.isPropertyAssignment(node) ? variableOf(node, path) : null;
    if (variable !== null) found.push(variable);
    else ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function variableOf(member: ts.PropertyAssignment, path: string): VariableDoc | null {
  const call = member.initializer;
  if (!ts.isCallExpression(call) || !ts.isIdentifier(call.expression)) return null;
  const [name, ...rest] = call.arguments;
  if (name === undefined || !ts.isStringLiteral(name) || !/^[A-Z][A-Z0-9_]+$/.test(name.text)) return null;
  const text = docOf(member);
  if (text === "") throw new Error(`${path}: ${name.text} has no docstring`);
  const kind = call.expression.text;
  return { name: name.text, fallback: fallbackOf(kind, rest), text: `${text}${rangeOf(kind, rest)}` };
}

function docOf(member: ts.Node): string {
  const comments = ts.getJSDocCommentsAndTags(member).filter(ts.isJSDoc);
  const text = comments.map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? "").join(" ");
  return text.replaceAll(/\s+/g, " ").trim().replace(/\.$/, "");
}

function fallbackOf(kind: string, rest: readonly ts.Expression[]): string {
  const given = rest[kind === "oneOf" ? 1 : 0];
  if (given !== undefined) return plainValue(given) || "none";
  if (kind === "flag") return "0";
  return kind === "text" ? "must be set" : "none";
}

function rangeOf(kind: string, [, least, most]: readonly ts.Expression[]): string {
  if (kind !== "wholeNumber" || least === undefined || most === undefined) return "";
  return `; ${grouped(least)} to ${grouped(most)}`;
}

function grouped(bound: ts.Expression): string {
  return Number(plainValue(bound)).toLocaleString("en-US");
}

function plainValue(expression: ts.Expression): string {
  if (ts.isNumericLiteral(expression)) return String(Number(expression.text));
  if (ts.isStringLiteral(expression)) return expression.text;
  throw new Error(`a default or bound is not a plain value: ${expression.getText()}`);
}
