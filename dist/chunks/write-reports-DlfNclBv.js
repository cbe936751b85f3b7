import { n as reportedSide, r as writeReports, t as baselineSide } from "./write-reports-D7jomMeS.js";

export { writeReports };