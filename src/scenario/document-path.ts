/** Where in a document something stands: keys and indexes from its root on. */
export type DocumentPath = readonly PropertyKey[];

/** `steps[3].wait.console`. */
export function pathText(path: DocumentPath): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');
}
