// src/core/plan/experiment.ts
/** Version of `experiment.json` and of the journal; readers refuse another major. */
const experimentSchema = "tracegate.experiment/1";

export { experimentSchema as t };