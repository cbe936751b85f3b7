import { t as describeFailure } from "./describe-failure-B5doURc_.js";

export { describeFailure };