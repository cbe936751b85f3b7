import { n as loadAgentModule, t as findModule } from "./load-module-DFv2ALjg.js";

export { findModule };