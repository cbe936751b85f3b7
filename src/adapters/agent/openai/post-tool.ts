import { describeThrown } from "../../../core/text/describe-thrown.ts";
import { printable } from "../../../core/text/printable.ts";
import { isJsonValue, type JsonValue } from "../../../core/trace/json.ts";

export type PostedTool = {
  readonly name: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
};

/** The tool's backend takes no connections: nothing that an agent can do anything about. */
export class ToolUnreachable extends Error {
  override readonly name = "ToolUnreachable";
}

/** The tool answered that it failed; the model is told. */
class ToolFailed extends Error {
  override readonly name = "ToolFailed";
}

const maxResultBytes = 1_048_576;

/**
 * Calls a tool behind an address: posts `{name, arguments, session}` and gives the JSON of the answer, or its text.
 *
 * @throws ToolUnreachable, or an error for the model where the tool answers with no success, too late, or too much.
 */
export async function postTool(
  { name, url, headers, timeoutMs }: PostedTool,
  call: { readonly arguments: JsonValue; readonly session: string },
  signal: AbortSignal,
): Promise<JsonValue> {
  const deadline = AbortSignal.timeout(timeoutMs);
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify({ name, ...call }),
      signal: AbortSignal.any([signal, deadline]),
    });
    text = await response.text();
  } catch (error) {
    signal.throwIfAborted();
    if (deadline.aborted)
      throw new ToolFailed(`no answer within ${timeoutMs} ms`, { cause: error });
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
    throw new ToolUnreachable(
      `the tool ${name} was not reached at ${new URL(url).origin}: ${describeThrown(cause)}`,
      { cause: error },
    );
  }
  if (Buffer.byteLength(text) > maxResultBytes) throw new ToolFailed("the result is over 1 MB");
  if (!response.ok) throw new ToolFailed(`${response.status}: ${printable(text, 500)}`);
  return parsed(text);
}

/** A tool may answer with text that is no JSON: then that is the result. */
function parsed(text: string): JsonValue {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonValue(value) ? value : text;
  } catch {
    return text;
  }
}
