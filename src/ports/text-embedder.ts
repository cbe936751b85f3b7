/** A model that turns texts into vectors by their meaning. */
export interface TextEmbedder {
  /** Tells vectors of this model from those of others. */
  readonly name: string;
  /**
   * One vector a text, in their order, all of one length.
   *
   * @throws UserError `EMBEDDINGS_UNAVAILABLE` where the model cannot be asked or answers something else.
   */
  embed(texts: readonly string[], signal: AbortSignal): Promise<readonly Float32Array[]>;
}

/** Vectors that were made before, by a digest of model and text. */
export interface VectorCache {
  find(key: string): Float32Array | undefined;
  keep(key: string, vector: Float32Array): void;
}
