import { n as upstreamUrl, t as knownProvider } from "./upstream-url-AigbghBC.js";

export { knownProvider, upstreamUrl };