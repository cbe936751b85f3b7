import { n as reportedSide, r as writeReports, t as baselineSide } from "./write-reports-Dm2X9LFf.js";

export { writeReports };