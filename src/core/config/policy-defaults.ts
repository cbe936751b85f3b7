/** What a policy means by what it leaves out; a comment shows whatever differs. */
export const policyDefaults = {
  alpha: 0.05,
  beta: 0.1,
  missing: 0.05,
  margin: 0.1,
  allowedDrop: 0.02,
  mode: "significant",
  trust: { tpr: 0.8, tnr: 0.7, labels: 50 },
  waiverLabel: "tracegate:waive",
} as const;
