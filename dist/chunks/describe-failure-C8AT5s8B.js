import { t as describeFailure } from "./describe-failure-CemPRZMZ.js";

export { describeFailure };