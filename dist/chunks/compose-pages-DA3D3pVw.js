import { a as readReportedRuns, i as readNamed, n as openPage, o as writeNamed, r as placeForPage, t as composeRender } from "./compose-pages-BoeukxN3.js";

export { readReportedRuns };