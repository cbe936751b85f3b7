import { t as describeFailure } from "./describe-failure-DlpZMDBO.js";

export { describeFailure };