/** A text as YAML takes it: plain where nothing in it could mean something else, else in double quotes. */
export function plainYaml(text: string): string {
  const isPlain =
    /^[A-Za-z_][\w./-]*$/.test(text) && !/^(?:true|false|null|yes|no|on|off)$/i.test(text);
  return isPlain ? text : JSON.stringify(text);
}
