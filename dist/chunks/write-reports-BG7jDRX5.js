import { n as reportedSide, r as writeReports, t as baselineSide } from "./write-reports-DnXwnjkA.js";

export { writeReports };