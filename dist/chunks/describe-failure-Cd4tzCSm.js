import { t as describeFailure } from "./describe-failure-C08J1aIa.js";

export { describeFailure };