import { n as simulatorSubject, t as scriptedSimulatorSubject } from "./simulator-subject-B_HGTrNo.js";

export { scriptedSimulatorSubject, simulatorSubject };