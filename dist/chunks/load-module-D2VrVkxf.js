import { n as loadAgentModule, t as findModule } from "./load-module-BoX-TR2B.js";

export { findModule };