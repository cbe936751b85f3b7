import { t as describeFailure } from "./describe-failure-hpeVqQUF.js";

export { describeFailure };