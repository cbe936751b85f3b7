import { n as parseCalibration, r as renderCalibration, t as maxCalibrationBytes } from "./calibration-file-CgLJY90q.js";

export { maxCalibrationBytes, parseCalibration };