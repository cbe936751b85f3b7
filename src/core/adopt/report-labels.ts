/** The labels of a repository under the gate, as they are made for it. */
export const reportLabels = [
  {
    name: "tracegate:case",
    color: "5319e7",
    description: "Make a case of the dataset of this report",
  },
  {
    name: "tracegate:waive",
    color: "fbca04",
    description: "The gate shows its decision on this pull request and does not block",
  },
] as const;
