import { n as reportedSide, r as writeReports, t as baselineSide } from "./write-reports-Dtl-6NXH.js";

export { writeReports };