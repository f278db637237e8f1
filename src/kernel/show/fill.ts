/** Values in the tables of `StateText`. */

/** `{name}` becomes the value of that name; what has none stays. */
export function filled(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (token, name: string) => values[name] ?? token);
}
