import { join } from "node:path";
import { labelFiles } from "../adapters/fs/labels.ts";
import { readJournal } from "../adapters/journal/read-journal.ts";
import { runFolders } from "../adapters/results/run-folders.ts";
import type { LabelPorts } from "../app/calibrate/label-sessions.ts";
import { resultFiles } from "../app/results/result-files.ts";
import { UserError } from "../core/errors.ts";
import type { LabelStore } from "../ports/label-store.ts";

/** The labels of the project in a folder. */
export function composeLabels(root: string): LabelStore {
  return labelFiles(root);
}

/** The runs of the newest experiment; a journal that cannot be read holds none, since they only sort. */
export function composeLastRuns(root: string): LabelPorts["lastRuns"] {
  return async (take) => {
    const newest = runFolders(join(root, ".tracegate", "runs")).newest();
    if (newest === undefined) return;
    try {
      await readJournal(join(newest.path, resultFiles.journal), {
        onHeader: () => {},
        onRecord: ({ caseId, verdicts }) => take({ caseId, verdicts }),
      });
    } catch (error) {
      const isUnreadable =
        error instanceof UserError || (error instanceof Error && "code" in error);
      if (!isUnreadable) throw error;
    }
  };
}
