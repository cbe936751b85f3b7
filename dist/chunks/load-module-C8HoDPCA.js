import { n as loadAgentModule, t as findModule } from "./load-module-C8xlu2Zi.js";

export { findModule };