import { t as describeFailure } from "./describe-failure-CvF-EN9Y.js";

export { describeFailure };