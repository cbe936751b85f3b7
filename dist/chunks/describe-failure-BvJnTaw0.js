import { t as describeFailure } from "./describe-failure-DfikQokW.js";

export { describeFailure };