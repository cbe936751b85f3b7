/**
 * Outside text as a part of a prompt that a model is told to read as data.
 *
 * The boundary holds a nonce: a text that could guess it could end its own block and go on as instructions.
 */
export function promptBlock(name: string, nonce: string, text: string): readonly string[] {
  return [`<${name}-${nonce}>`, text, `</${name}-${nonce}>`];
}
