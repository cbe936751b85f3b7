/** One field of the form, by the heading that GitHub writes above it. */
export type FormField = { readonly id: FieldId; readonly label: string };

export type FieldId =
  | "asked"
  | "wrong"
  | "expected"
  | "dimension"
  | "severity"
  | "file"
  | "trace"
  | "place";

/** The fields in the order of the template, which is the order in which GitHub writes them. */
export const formFields: readonly FormField[] = [
  { id: "asked", label: "What did the user ask?" },
  { id: "wrong", label: "What went wrong?" },
  { id: "expected", label: "What should have happened?" },
  { id: "dimension", label: "Dimension" },
  { id: "severity", label: "Severity" },
  { id: "file", label: "Trace file" },
  { id: "trace", label: "Trace as text" },
  { id: "place", label: "Where the trace is" },
];

export const severities = ["low", "medium", "high", "critical"] as const;
export type Severity = (typeof severities)[number];

/** What GitHub writes where a field was left empty. */
export const noResponse = "_No response_";

/** Where the form lies in a repository. */
export const issueFormPath = ".github/ISSUE_TEMPLATE/agent-failure.yml";

/** What a dimension is called by whoever does not know. */
export const unknownDimension = "I do not know";

/**
 * The issue form `agent-failure.yml` for a dataset.
 *
 * @param dimensions of the dataset, in the order of its file; names of `dataset.yaml`, so made of letters, digits and dashes.
 */
export function renderIssueForm(dimensions: readonly string[]): string {
  const [asked, wrong, expected, dimension, severity, file, trace, place] = formFields;
  return `name: Agent failure
description: The agent did something wrong in a session that was recorded.
title: "[agent] "
body:
  - type: markdown
    attributes:
      value: |
        Once a maintainer adds the label, the session becomes a proposed case of the dataset.
        **Take secrets out before you send.** What you upload here is seen by whoever sees this repository; secrets and
        personal data are only replaced in what is stored in the dataset.
${area(asked, "In the user's words.", { isRequired: true })}
${area(wrong, "What did the agent say or do, and why is that wrong?", { isRequired: true })}
${area(expected, "The truth, in a sentence or two. It becomes what judges hold the agent to.", {})}
${choice(dimension, [...dimensions, unknownDimension])}
${choice(severity, severities)}
  - type: upload
    id: ${file?.id}
    attributes:
      label: ${file?.label}
      description: The recorded session, as \`.json\`, \`.jsonl\`, \`.txt\` or \`.log\`, at most 25 MB. In a private repository paste it below instead, since bots cannot read uploads there.
    validations:
      required: false
${area(trace, "Or paste the recorded session, below 60,000 characters.", { render: "json" })}
  - type: input
    id: ${place?.id}
    attributes:
      label: ${place?.label}
      description: Or a path in this repository (\`traces/late-fee.json\`, \`traces/late-fee.json@3f2c1ab\`), or the address of a file on a host that the bot may read.
    validations:
      required: false
`;
}

function area(
  field: FormField | undefined,
  description: string,
  { isRequired = false, render }: { readonly isRequired?: boolean; readonly render?: string },
): string {
  return `  - type: textarea
    id: ${field?.id}
    attributes:
      label: ${field?.label}
      description: ${description}${render === undefined ? "" : `\n      render: ${render}`}
    validations:
      required: ${isRequired}`;
}

function choice(field: FormField | undefined, options: readonly string[]): string {
  return `  - type: dropdown
    id: ${field?.id}
    attributes:
      label: ${field?.label}
      options:
${options.map((option) => `        - ${JSON.stringify(option)}`).join("\n")}
    validations:
      required: false`;
}
