// Limits of GitHub that its OpenAPI description does not hold.

import { type Answer, type JsonObject, validationFailed } from "./answers.ts";
import type { OperationId } from "./contract.ts";

const bodyLimit = 65_536;
const commentBodies: ReadonlySet<OperationId> = new Set([
  "issues/create",
  "issues/create-comment",
  "issues/update",
  "issues/update-comment",
  "pulls/create",
  "pulls/create-review",
  "pulls/update",
]);

/** The 422 of a text that is too long, or `undefined`; characters are counted, not bytes. */
export function exceedLimit(
  operation: OperationId,
  body: JsonObject | undefined,
): Answer | undefined {
  const text = body?.["body"];
  if (
    commentBodies.has(operation) &&
    typeof text === "string" &&
    Array.from(text).length > bodyLimit
  ) {
    const message = `Body is too long (maximum is ${bodyLimit} characters)`;
    const resource = operation.endsWith("comment") ? "IssueComment" : "Issue";
    return validationFailed({ resource, code: "unprocessable", field: "data", message });
  }
  const description = body?.["description"];
  if (operation === "repos/create-commit-status" && typeof description === "string") {
    return description.length > 140
      ? validationFailed("Description is too long (maximum is 140 characters)")
      : undefined;
  }
  return undefined;
}
