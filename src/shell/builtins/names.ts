/** Names of builtins the parser must know: those whose arguments may be array assignments. bash 5.2 `ASSIGNMENT_BUILTIN`. */
export const declarationNames: ReadonlySet<string> = new Set(
  'alias declare eval export let local readonly typeset'.split(' '),
);
