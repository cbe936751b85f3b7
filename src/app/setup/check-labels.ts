import type { Project } from "../../core/config/project.ts";
import { maxLabelBytes, readLabels, unknownSessions } from "../../core/dataset/label-file.ts";
import type { Problem } from "../../core/errors.ts";
import { unreadableProblem } from "../../core/yaml/source-file.ts";
import type { ProjectFiles } from "../../ports/project-files.ts";
import { labelPath } from "../calibrate/labelled-sessions.ts";

/**
 * Everything that is wrong with the labels of a project's dimensions, as it would stop a calibration. A dimension
 * without labels has no problem. Sessions are looked for and not read.
 */
export async function checkLabels(
  project: Pick<Project, "config" | "dataset">,
  files: ProjectFiles,
): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  const known = new Set<string>();
  for (const dimension of Object.keys(project.dataset.dimensions)) {
    const path = labelPath(project, dimension);
    const file = await files.readFile(path, maxLabelBytes);
    if (file.kind !== "text") {
      if (file.reason !== "missing") problems.push(unreadableProblem(file));
      continue;
    }
    const { labels, problems: wrong } = readLabels(path, file.text);
    for (const { session } of labels) {
      if (!known.has(session) && (await isThere(session, project, files))) known.add(session);
    }
    problems.push(...wrong, ...unknownSessions(path, labels, known));
  }
  return problems;
}

async function isThere(
  session: string,
  { config }: Pick<Project, "config">,
  files: ProjectFiles,
): Promise<boolean> {
  // Whatever it holds is more than nothing, and is not read.
  const file = await files.readFile(`${config.dataset}/sessions/${session}.json`, 0);
  return file.kind === "text" || file.reason !== "missing";
}
