import { t as describeFailure } from "./describe-failure-BAk8eL-h.js";

export { describeFailure };