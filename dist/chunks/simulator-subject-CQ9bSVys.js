import { n as simulatorSubject, t as scriptedSimulatorSubject } from "./simulator-subject-C3ty0dtY.js";

export { scriptedSimulatorSubject, simulatorSubject };