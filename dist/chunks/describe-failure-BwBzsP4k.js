import { t as describeFailure } from "./describe-failure-DCHEYEIc.js";

export { describeFailure };