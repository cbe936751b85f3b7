import { issueFormPath, renderIssueForm } from "../intake/issue-form.ts";
import type { AdoptedFile, Adoption } from "./adoption.ts";
import { reportLabels } from "./report-labels.ts";
import { inProject, starterDimensions } from "./starter-project.ts";

/** Where the script lies that makes the labels. */
export const labelScript = ".github/tracegate-labels.sh";

/** What a repository holds beside the project: who owns the dataset, a script that makes the labels, and the form of reports. */
export function repositoryFiles(adoption: Adoption): readonly AdoptedFile[] {
  return [
    ...ownerLine(adoption),
    { path: labelScript, text: labelsText(), kind: "file" },
    { path: issueFormPath, text: renderIssueForm(starterDimensions), kind: "file" },
  ];
}

/** Experts are asked for a review of each change of the dataset. None named: nobody can be asked. */
function ownerLine(adoption: Adoption): readonly AdoptedFile[] {
  if (adoption.experts.length === 0) return [];
  const owners = adoption.experts.map((login) => `@${login.replace(/^@/, "")}`);
  const text = `/${inProject(adoption, "datasets")}/ ${owners.join(" ")}`;
  return [{ path: ".github/CODEOWNERS", text, kind: "line" }];
}

function labelsText(): string {
  const lines = reportLabels.map(
    ({ name, color, description }) =>
      `gh label create '${name}' --color ${color} --description '${description}' --force`,
  );
  return `#!/bin/sh
# Makes the labels that Tracegate looks for, or brings them up to date. Needs GitHub's command line, logged in:
#   sh ${labelScript}
set -eu
${lines.join("\n")}
`;
}
