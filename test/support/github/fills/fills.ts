// What the gateway answers itself, because emulate lacks it or invents it.

import { appFills } from "../apps.ts";
import type { Handler } from "../call.ts";
import type { OperationId } from "../contract.ts";
import { checkFills } from "./checks.ts";
import { dispatchFills } from "./dispatches.ts";
import { labelFills } from "./labels.ts";
import { peopleFills } from "./people.ts";
import { pullFills } from "./pulls.ts";
import { reactionFills } from "./reactions.ts";
import { statusFills } from "./statuses.ts";
import { workflowRunFills } from "./workflow-runs.ts";

export const fills: Partial<Record<OperationId, Handler>> = {
  ...appFills,
  ...checkFills,
  ...dispatchFills,
  ...labelFills,
  ...peopleFills,
  ...pullFills,
  ...reactionFills,
  ...statusFills,
  ...workflowRunFills,
};
