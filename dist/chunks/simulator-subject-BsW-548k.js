import { n as simulatorSubject, t as scriptedSimulatorSubject } from "./simulator-subject-BVfFVw1W.js";

export { scriptedSimulatorSubject, simulatorSubject };