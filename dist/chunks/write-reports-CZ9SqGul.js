import { n as reportedSide, r as writeReports, t as baselineSide } from "./write-reports-BR2_5Yyv.js";

export { writeReports };