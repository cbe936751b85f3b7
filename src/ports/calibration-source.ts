/**
 * The text of one calibration, by the path of its file in the project; `undefined` where there is none.
 *
 * @throws UserError where it cannot be known whether there is one.
 */
export type ReadCalibration = (path: string) => Promise<string | undefined>;
