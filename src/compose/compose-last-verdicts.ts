import { join } from "node:path";
import { readJournal } from "../adapters/journal/read-journal.ts";
import { runFolders } from "../adapters/results/run-folders.ts";
import type { GradePorts } from "../app/grade-evaluators.ts";
import { resultFiles } from "../app/result-files.ts";

/** The verdicts of the newest run below `.tracegate/runs`. */
export function composeLastVerdicts(root: string): GradePorts["lastVerdicts"] {
  return async (take) => {
    const newest = runFolders(join(root, ".tracegate", "runs")).newest();
    if (newest === undefined) return;
    await readJournal(join(newest.path, resultFiles.journal), {
      onHeader: () => {},
      onRecord: ({ verdicts }) => take(verdicts),
    });
  };
}
