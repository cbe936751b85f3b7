import { n as reportedSide, r as writeReports, t as baselineSide } from "./write-reports-xaLWPOjG.js";

export { writeReports };