import type { StepError } from "../../session.ts";
import type { Fields } from "../fields.ts";
import { isFields, textField } from "../fields.ts";
import type { Attributes } from "./attributes.ts";
import type { GenAiEvent } from "./legacy-events.ts";

/**
 * Whether and how a span failed: by its status, else by `error.type` where the status is not set.
 *
 * What went wrong is said by the status, by an exception event or by attributes. An exception in a span that is well
 * was dealt with, and is no failure.
 */
export function readSpanError(
  fields: Fields,
  attributes: Attributes,
  events: readonly GenAiEvent[],
): StepError | undefined {
  const status = isFields(fields["status"]) ? fields["status"] : {};
  const code =
    status["code"] ?? status["status_code"] ?? fields["status_code"] ?? fields["statusCode"];
  const state = stateOf(code);
  const errorType = attributes.firstText(["error.type"]);
  if (state === "ok" || (state === "unset" && errorType === undefined)) return undefined;
  const exception = events.findLast(({ name }) => name === "exception")?.attributes;
  const types = [errorType === "_OTHER" ? undefined : errorType, exception?.text("exception.type")];
  const messages = [
    textField(status, "message"),
    textField(fields, "status_message"),
    textField(fields, "statusMessage"),
    exception?.text("exception.message"),
    attributes.text("exception.message"),
    attributes.text("error.message"),
  ];
  return {
    type: types.find(isSaid) ?? errorType ?? "error",
    message: messages.find(isSaid) ?? "",
  };
}

function stateOf(code: unknown): "unset" | "ok" | "error" {
  if (code === 2 || code === "2") return "error";
  if (code === 1 || code === "1") return "ok";
  if (typeof code !== "string") return "unset";
  if (/error$/i.test(code)) return "error";
  return /(?:^|_)ok$/i.test(code) ? "ok" : "unset";
}

function isSaid(text: string | undefined): text is string {
  return text !== undefined && text !== "";
}
