import { t as describeFailure } from "./describe-failure-DAVNPx2r.js";

export { describeFailure };