/** The most cells that one exploration holds. */
export const mostCells = 1000;
