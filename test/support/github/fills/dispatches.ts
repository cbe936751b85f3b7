import type { Handler } from "../call.ts";
import { repositoryOf } from "../call.ts";
import type { OperationId } from "../contract.ts";
import type { Dispatch } from "../world.ts";

function record(kind: Dispatch["kind"]): Handler {
  return (call) => {
    const { workflow_id: workflow } = call.parameters;
    call.world.dispatches.push({
      kind,
      repository: repositoryOf(call).fullName,
      login: call.token?.login ?? "",
      body: call.body ?? {},
      ...(workflow === undefined ? {} : { workflow }),
    });
    return { status: 204 };
  };
}

/** Dispatches start no workflow here: they are kept for the test to read. */
export const dispatchFills: Partial<Record<OperationId, Handler>> = {
  "repos/create-dispatch-event": record("repository"),
  "actions/create-workflow-dispatch": record("workflow"),
};
