import { t as describeFailure } from "./describe-failure-CzJANDEP.js";

export { describeFailure };