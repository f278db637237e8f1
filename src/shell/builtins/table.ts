/** All builtins by name, and which dialect has them. */
import type { Builtin, BuiltinFunction } from '../builtin.ts';
import type { Dialect } from '../dialect.ts';
import { aliasBuiltin, unaliasBuiltin } from './aliases.ts';
import {
  builtinBuiltin,
  commandBuiltin,
  evalBuiltin,
  execBuiltin,
  hashBuiltin,
  sourceBuiltin,
  typeBuiltin,
} from './commands.ts';
import { declareBuiltin, exportBuiltin, localBuiltin, readonlyBuiltin, typesetBuiltin } from './declare.ts';
import { cdBuiltin, dirsBuiltin, popdBuiltin, pushdBuiltin, pwdBuiltin } from './directory.ts';
import { ashEcho, echoBuiltin } from './echo.ts';
import { breakBuiltin, continueBuiltin, exitBuiltin, logoutBuiltin, returnBuiltin, shiftBuiltin } from './flow.ts';
import { getoptsBuiltin } from './getopts.ts';
import { bgBuiltin, disownBuiltin, fgBuiltin, jobsBuiltin, waitBuiltin } from './jobs.ts';
import { declarationNames } from './names.ts';
import {
  bindBuiltin,
  callerBuiltin,
  enableBuiltin,
  fcBuiltin,
  helpBuiltin,
  historyBuiltin,
  letBuiltin,
} from './others.ts';
import { printfBuiltin } from './printf.ts';
import { killBuiltin, suspendBuiltin, timesBuiltin, trapBuiltin, umaskBuiltin } from './process-builtins.ts';
import { mapfileBuiltin, readBuiltin } from './read.ts';
import { setBuiltin, shoptBuiltin } from './set.ts';
import { testBuiltin } from './test.ts';
import { ulimitBuiltin } from './ulimit.ts';
import { unsetBuiltin } from './unset.ts';

const special = (run: BuiltinFunction, isQuick = true): Builtin => ({ run, isSpecial: true, isQuick });
const quick = (run: BuiltinFunction): Builtin => ({ run, isSpecial: false, isQuick: true });
const slow = (run: BuiltinFunction): Builtin => ({ run, isSpecial: false, isQuick: false });

const table: Readonly<Record<string, Builtin>> = {
  '.': special(sourceBuiltin, false),
  ':': special(() => 0),
  '[': quick(testBuiltin),
  alias: quick(aliasBuiltin),
  bg: slow(bgBuiltin),
  bind: slow(bindBuiltin),
  break: special(breakBuiltin),
  builtin: slow(builtinBuiltin),
  caller: quick(callerBuiltin),
  cd: slow(cdBuiltin),
  command: slow(commandBuiltin),
  continue: special(continueBuiltin),
  declare: slow(declareBuiltin),
  dirs: slow(dirsBuiltin),
  disown: slow(disownBuiltin),
  echo: quick(echoBuiltin),
  enable: quick(enableBuiltin),
  eval: special(evalBuiltin, false),
  exec: special(execBuiltin, false),
  exit: special(exitBuiltin),
  export: special(exportBuiltin, false),
  false: quick(() => 1),
  fc: slow(fcBuiltin),
  fg: slow(fgBuiltin),
  getopts: quick(getoptsBuiltin),
  hash: slow(hashBuiltin),
  help: slow(helpBuiltin),
  history: slow(historyBuiltin),
  jobs: slow(jobsBuiltin),
  kill: slow(killBuiltin),
  let: quick(letBuiltin),
  local: slow(localBuiltin),
  logout: slow(logoutBuiltin),
  mapfile: slow(mapfileBuiltin),
  popd: slow(popdBuiltin),
  printf: quick(printfBuiltin),
  pushd: slow(pushdBuiltin),
  pwd: slow(pwdBuiltin),
  read: slow(readBuiltin),
  readarray: slow(mapfileBuiltin),
  readonly: special(readonlyBuiltin, false),
  return: special(returnBuiltin),
  set: special(setBuiltin, false),
  shift: special(shiftBuiltin),
  shopt: slow(shoptBuiltin),
  source: special(sourceBuiltin, false),
  suspend: slow(suspendBuiltin),
  test: quick(testBuiltin),
  times: special(timesBuiltin, false),
  trap: special(trapBuiltin, false),
  true: quick(() => 0),
  type: slow(typeBuiltin),
  typeset: slow(typesetBuiltin),
  ulimit: slow(ulimitBuiltin),
  umask: slow(umaskBuiltin),
  unalias: quick(unaliasBuiltin),
  unset: special(unsetBuiltin),
  wait: slow(waitBuiltin),
};

/** Builtins ash does not have. */
const NOT_ASH = new Set(
  'bind builtin caller declare dirs disown enable fc logout mapfile popd pushd readarray shopt suspend typeset'.split(
    ' ',
  ),
);
const ashTable: Readonly<Record<string, Builtin>> = { echo: quick(ashEcho) };
/** Those bash lists for `type` and `enable` but does not count as special. */
const map = new Map(Object.entries(table));

/** The builtins of both shells. */
export const builtins = {
  declarations: declarationNames,
  get: (name: string): Builtin | undefined => map.get(name),
  find: (dialect: Dialect, name: string): Builtin | undefined => {
    if (dialect.kind === 'bash') return map.get(name);
    if (NOT_ASH.has(name)) return undefined;
    return ashTable[name] ?? map.get(name);
  },
  names: (dialect: Dialect): readonly string[] =>
    [...map.keys()].filter((name) => dialect.kind === 'bash' || !NOT_ASH.has(name)).sort(),
};
