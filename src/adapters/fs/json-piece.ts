/** A JSON value that a file is made of: a whole document, or an item of its list. */
export type JsonPiece = {
  /** Absent where the value was longer than allowed; empty where the file ended between two values. */
  readonly bytes?: Buffer;
  /** Where it begins: 1-based. */
  readonly line: number;
  /** Its place in the list that it was taken out of; absent for a whole document. */
  readonly index?: number;
  /** Absent for an item of a list that is the document itself. */
  readonly envelope?: Envelope;
  /** The file ended inside it. */
  readonly isCut?: true;
};

/** The document around a list that was taken apart. */
export type Envelope = {
  /** The list's name; absent for the piece that holds what stands around the lists. */
  readonly key?: string;
  /** The members that came before the list, as one object. */
  readonly head: Buffer;
};
