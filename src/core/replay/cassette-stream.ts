import { isJsonObject, type JsonObject, type JsonValue } from "../trace/json.ts";
import { objectAt } from "./cassette-fields.ts";
import { chatStream, joinChatStream } from "./cassette-stream-chat.ts";
import type { StreamEvent } from "./cassette-stream-event.ts";
import { joinMessagesStream, messagesStream } from "./cassette-stream-messages.ts";
import { joinResponsesStream, responsesStream } from "./cassette-stream-responses.ts";

/**
 * A whole answer as the events of a stream that a client joins to that answer; `undefined` where no stream of the
 * path's protocol is known, or the body is no answer of it.
 *
 * @param asked the request's own body: it may ask for the usage at the end.
 */
export function streamOfAnswer(
  path: string,
  answer: JsonValue,
  asked: JsonObject,
): readonly StreamEvent[] | undefined {
  if (!isJsonObject(answer)) return undefined;
  switch (path) {
    case "/chat/completions":
      return chatStream(answer, objectAt(asked, "stream_options")["include_usage"] === true);
    case "/responses":
      return responsesStream(answer);
    case "/messages":
      return messagesStream(answer);
    default:
      return undefined;
  }
}

/** The whole answer that a stream is the parts of; `undefined` where it broke off, failed, or is of no known protocol. */
export function answerOfStream(
  path: string,
  events: readonly StreamEvent[],
): JsonObject | undefined {
  switch (path) {
    case "/chat/completions":
      return joinChatStream(events);
    case "/responses":
      return joinResponsesStream(events);
    case "/messages":
      return joinMessagesStream(events);
    default:
      return undefined;
  }
}
