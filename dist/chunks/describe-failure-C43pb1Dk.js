import { t as describeFailure } from "./describe-failure-kgaAZy7Z.js";

export { describeFailure };