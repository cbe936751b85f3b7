import { n as reportedSide, r as writeReports, t as baselineSide } from "./write-reports-0oFh1nrX.js";

export { writeReports };