import { join } from "node:path";
import { readJournal } from "../adapters/journal/read-journal.ts";
import { runFolders } from "../adapters/results/run-folders.ts";
import { resultFiles } from "../app/results/result-files.ts";
import type { CheckEvaluatorsPorts } from "../app/score/check-evaluators.ts";

/** The verdicts of the newest run below `.tracegate/runs`. */
export function composeLastVerdicts(root: string): CheckEvaluatorsPorts["lastVerdicts"] {
  return async (take) => {
    const newest = runFolders(join(root, ".tracegate", "runs")).newest();
    if (newest === undefined) return;
    await readJournal(join(newest.path, resultFiles.journal), {
      onHeader: () => {},
      onRecord: ({ verdicts }) => take(verdicts),
    });
  };
}
