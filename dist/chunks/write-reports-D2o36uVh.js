import { n as reportedSide, r as writeReports, t as baselineSide } from "./write-reports-Bp-uBlQt.js";

export { writeReports };