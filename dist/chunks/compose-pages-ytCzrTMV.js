import { a as readReportedRuns, i as readNamed, n as openPage, o as writeNamed, r as placeForPage, t as composeRender } from "./compose-pages-BVJb9o1Z.js";

export { readReportedRuns };