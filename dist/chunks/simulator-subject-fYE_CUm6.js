import { n as simulatorSubject, t as scriptedSimulatorSubject } from "./simulator-subject-GlruTyBF.js";

export { scriptedSimulatorSubject, simulatorSubject };