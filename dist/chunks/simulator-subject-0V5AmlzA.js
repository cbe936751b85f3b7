import { n as simulatorSubject, t as scriptedSimulatorSubject } from "./simulator-subject-7V0edvlX.js";

export { scriptedSimulatorSubject, simulatorSubject };