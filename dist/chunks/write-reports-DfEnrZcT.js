import { n as reportedSide, r as writeReports, t as baselineSide } from "./write-reports-Z_Ris7Lv.js";

export { writeReports };