import { UserError } from "../../core/errors.ts";
import { type Cassette, type CassetteCall, renderCassette } from "../../core/replay/cassette.ts";
import type { CassetteRecording, LeftOut } from "../../core/replay/cassette-recording.ts";
import { comparableRequest, requestKey } from "../../core/replay/cassette-request.ts";
import { isJsonObject, type JsonValue } from "../../core/trace/json.ts";
import type { Session, Step } from "../../core/trace/session.ts";
import type { FoundKind, Redactor } from "../../ports/redactor.ts";

export type SavedCassette = {
  /** How many model calls it holds. */
  readonly calls: number;
  /** What was replaced before anything was written. */
  readonly found: readonly FoundKind[];
  /**
   * How many requests hold replaced values: a run that asks with the originals finds no answer, so a case must say
   * what the cassette says.
   */
  readonly alteredRequests: number;
  /** Model calls that no cassette can hold. */
  readonly leftOut: readonly LeftOut[];
};

export type CassettePorts = {
  readonly redactor: Redactor;
  /** Writes the file whole or not at all. */
  readonly write: (text: string) => void;
};

/**
 * Takes secrets and personal data out of what was recorded, and writes the rest as a cassette.
 *
 * @throws UserError `CASSETTE_EMPTY` where no model call was seen, or what the redactor throws. Nothing is written then.
 */
export async function saveCassette(
  recording: CassetteRecording,
  { redactor, write }: CassettePorts,
): Promise<SavedCassette> {
  const cassette = recording.cassette();
  const leftOut = recording.leftOut();
  if (cassette.calls.length === 0) throw nothingRecorded(leftOut);
  const { session, found } = await redactor.redact(asSession(cassette));
  const redacted = asCassette(session, cassette);
  const alteredRequests = redacted.calls.filter(({ request }, index) => {
    const before = cassette.calls[index]?.request;
    return before === undefined || requestKey(before) !== requestKey(request);
  }).length;
  write(renderCassette(redacted));
  return { calls: cassette.calls.length, found, alteredRequests, leftOut };
}

function nothingRecorded(leftOut: readonly LeftOut[]): UserError {
  const [first] = leftOut;
  return new UserError(
    "CASSETTE_EMPTY",
    first === undefined
      ? "The agent asked no model, so there is nothing to put on a cassette."
      : `No model call can be put on a cassette: ${first.reason}.`,
    "Let the agent ask its model at OPENAI_BASE_URL or ANTHROPIC_BASE_URL, as the recorder sets them.",
  );
}

/** A redactor knows sessions: a model call stands in one as a tool call does, with what was asked and answered. */
function asSession({ calls }: Cassette): Session {
  const steps = calls.map(
    ({ request, answer }): Step => ({
      kind: "tool",
      name: "model",
      status: "ok",
      arguments: request.body,
      result: answer.body,
    }),
  );
  return { id: "cassette", turns: [{ user: "", steps }] };
}

function asCassette({ turns }: Session, { calls }: Cassette): Cassette {
  const steps = turns.flatMap((turn) => turn.steps);
  return {
    calls: calls.map((call, index): CassetteCall => {
      const step = steps[index];
      const body: JsonValue | undefined = step?.kind === "tool" ? step.arguments : undefined;
      const result = step?.kind === "tool" ? step.result : undefined;
      if (body === undefined || !isJsonObject(body) || result === undefined) {
        throw new Error("the redactor gave back another session than it was given");
      }
      const request = comparableRequest(call.request.path, body);
      return { request, answer: { status: call.answer.status, body: result } };
    }),
  };
}
