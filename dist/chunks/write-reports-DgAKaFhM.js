import { n as reportedSide, r as writeReports, t as baselineSide } from "./write-reports-DlgIEm_E.js";

export { writeReports };