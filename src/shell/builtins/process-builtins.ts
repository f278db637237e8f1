/** `kill`, `trap`, `times`, `umask`, `suspend`: bash 5.2 `builtins/kill.def`, `trap.def`, `umask.def`. */
import { strerror } from '../../sim/errno.ts';
import { parseInteger } from '../arithmetic.ts';
import { type BuiltinFunction, EX_USAGE, invalidOption, parseOptions } from '../builtin.ts';
import { type Blocking, signals } from '../posix.ts';
import { singleQuote } from '../quoting.ts';
import type { ShellState } from '../shell-state.ts';
import { allSignals, signalName, signalNumber } from '../signal-names.ts';
import { minutes } from '../timing.ts';

const KILL_USAGE = 'kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]';

export const killBuiltin: BuiltinFunction = (shell, args) => {
  let at = 0;
  let signal: number = signals.TERM;
  const [first] = args;
  if (first === undefined) return killUsage(shell);
  if (first === '-l' || first === '-L') return listSignals(shell, args.slice(1));
  if (first === '-s' || first === '-n') {
    const name = args[1];
    if (name === undefined) {
      shell.complain(`kill: ${first}: option requires an argument`);
      return 1;
    }
    const number = signalNumber(name, true);
    if (number === undefined || number < 0) return badSignal(shell, name);
    signal = number;
    at = 2;
  } else if (first === '--') at = 1;
  else if (first.startsWith('-') && first.length > 1) {
    const name = first.slice(1);
    const number = signalNumber(name, true);
    if (number === undefined || number < 0) return badSignal(shell, name);
    signal = number;
    at = 1;
  }
  if (args[at] === '--') at++;
  if (at >= args.length) return killUsage(shell);
  return sendAll(shell, args.slice(at), signal);
};

function killUsage(shell: ShellState): number {
  if (shell.dialect.kind === 'ash') {
    shell.complain('kill: you need to specify whom to kill');
    return 1;
  }
  shell.printError(`kill: usage: ${KILL_USAGE}\n`);
  return EX_USAGE;
}

function badSignal(shell: ShellState, name: string): number {
  shell.complain(
    shell.dialect.kind === 'ash' ? `kill: bad signal name '${name}'` : `kill: ${name}: invalid signal specification`,
  );
  return 1;
}

function listSignals(shell: ShellState, args: readonly string[]): number {
  if (args.length === 0 && shell.dialect.kind === 'ash') {
    for (const { number, name } of allSignals()) {
      if (number < 32) shell.print(`${String(number).padStart(2)}) ${name === 'IO' ? 'POLL' : name}\n`);
    }
    return 0;
  }
  if (args.length === 0) {
    shell.print(
      `${allSignals()
        .map(({ name }) => name)
        .join(' ')}\n`,
    );
    return 0;
  }
  let status = 0;
  for (const word of args) {
    const value = parseInteger(word);
    if (value !== null) {
      const number = Number(value) > 128 ? Number(value) - 128 : Number(value);
      const name = number === 0 ? 'EXIT' : signalName(number);
      if (name !== undefined && number >= 0) shell.print(`${name}\n`);
      else {
        shell.complain(`kill: ${word}: invalid signal specification`);
        status = 1;
      }
      continue;
    }
    const number = signalNumber(word);
    if (number !== undefined) shell.print(`${number}\n`);
    else {
      shell.complain(`kill: ${word}: invalid signal specification`);
      status = 1;
    }
  }
  return status;
}

function* sendAll(shell: ShellState, targets: readonly string[], signal: number): Blocking<number> {
  let sent = 0;
  let failedCount = 0;
  for (const target of targets) {
    let pid: number;
    if (target.startsWith('%')) {
      const job = shell.jobs.find(target);
      if (job === undefined || job === 'ambiguous') {
        shell.complain(`kill: ${target}: ${job === undefined ? 'no such job' : 'ambiguous job spec'}`);
        failedCount++;
        continue;
      }
      pid = job.hasOwnGroup ? -job.pgid : (job.processes[0]?.pid ?? 0);
    } else {
      const value = parseInteger(target);
      if (value === null) {
        shell.complain(
          shell.dialect.kind === 'ash'
            ? `kill: invalid number '${target}'`
            : `kill: ${target}: arguments must be process or job IDs`,
        );
        failedCount++;
        continue;
      }
      pid = Number(value);
    }
    yield* shell.flush();
    const result = yield* shell.system.kill(pid, signal);
    if (result >= 0) sent++;
    else {
      complainOfKill(shell, pid, strerror(result));
      failedCount++;
    }
  }
  return sent > 0 && failedCount === 0 ? 0 : sent > 0 ? 0 : 1;
}

function complainOfKill(shell: ShellState, pid: number, reason: string): void {
  const { kind, isDash } = shell.dialect;
  if (kind === 'bash') shell.complain(`kill: (${pid}) - ${reason}`);
  // dash ends the line twice.
  else if (isDash) shell.complain(`kill: ${reason}\n`);
  else shell.complain(`kill: can't kill pid ${pid}: ${reason}`);
}

const TRAP_USAGE = 'trap [-lp] [[arg] signal_spec ...]';

export const trapBuiltin: BuiltinFunction = (shell, args) => {
  const { letters, rest, bad } = parseOptions(args, 'lp');
  if (bad !== null && !/^-\d/.test(bad)) return invalidOption(shell, 'trap', bad, TRAP_USAGE);
  if (letters.includes('l')) {
    allSignals().forEach(({ number, name }, index, all) => {
      const isEnd = index % 5 === 4 || index === all.length - 1;
      shell.print(`${String(number).padStart(2)}) SIG${name}${isEnd ? '\n' : '\t'}`);
    });
    return 0;
  }
  if (letters.includes('p') || rest.length === 0) return showTraps(shell, rest, letters.includes('p'));
  const [action = '', ...conditions] = rest;
  const isReset = action === '-' || (conditions.length === 0 && signalNumber(action, true) !== undefined);
  const isNumber = /^\d+$/.test(action);
  const names = isReset && (action !== '-' || isNumber) ? rest : conditions;
  if (conditions.length === 0 && !(isReset && action !== '-')) {
    if (action === '-') return 0;
    shell.printError(`trap: usage: ${TRAP_USAGE}\n`);
    return EX_USAGE;
  }
  // POSIX: a first operand that is a number resets all that are named.
  const resets = isReset || isNumber;
  let status = 0;
  for (const name of resets && isNumber ? rest : names) {
    const signal = signalNumber(name, true);
    if (signal === undefined) {
      shell.complain(shell.dialect.isDash ? `trap: bad trap` : `trap: ${name}: invalid signal specification`);
      status = 1;
    } else setTrap(shell, signal, resets ? null : action);
  }
  return status;
};

function setTrap(shell: ShellState, signal: number, action: string | null): void {
  if (shell.ignoredAtStart.has(signal)) return;
  if (action === null) shell.traps.delete(signal);
  else shell.traps.set(signal, action);
  if (signal <= 0 || signal === signals.KILL || signal === signals.STOP) return;
  if (action === '') shell.system.signal(signal, 'ignore');
  else if (action !== null) shell.system.signal(signal, 'catch');
  else if (shell.isInteractive && shell.subshellDepth === 0 && signal === signals.INT)
    shell.system.signal(signal, 'catch');
  else shell.system.signal(signal, 'default');
}

function showTraps(shell: ShellState, names: readonly string[], showsAll: boolean): number {
  let status = 0;
  const wanted: number[] = [];
  for (const name of names) {
    const signal = signalNumber(name, true);
    if (signal === undefined) {
      shell.complain(`trap: ${name}: invalid signal specification`);
      status = 1;
    } else wanted.push(signal);
  }
  const everything = [...Array.from({ length: 65 }, (_, signal) => signal), -2, -1, -3];
  const isComplete = showsAll && names.length === 0;
  const order = names.length > 0 ? wanted : everything;
  for (const signal of order) {
    const action = shell.traps.get(signal);
    // POSIX: `trap -p` shows what is not trapped too.
    if (action === undefined && !isComplete && !(showsAll && names.length > 0)) continue;
    shell.print(`trap -- ${action === undefined ? '-' : singleQuote(action)} ${signalName(signal) ?? signal}\n`);
  }
  return status;
}

export const timesBuiltin: BuiltinFunction = (shell) => {
  const { userNs, systemNs, childUserNs, childSystemNs } = shell.system.times();
  shell.print(`${minutes(userNs / 1e9)} ${minutes(systemNs / 1e9)}\n`);
  shell.print(`${minutes(childUserNs / 1e9)} ${minutes(childSystemNs / 1e9)}\n`);
  return 0;
};

export const umaskBuiltin: BuiltinFunction = (shell, args) => {
  const { letters, rest, bad } = parseOptions(args, 'Sp');
  if (bad !== null) return invalidOption(shell, 'umask', bad, 'umask [-p] [-S] [mode]');
  const [mode] = rest;
  const current = shell.system.umask(0);
  shell.system.umask(current);
  if (mode === undefined) {
    const text = letters.includes('S') ? symbolicMask(current) : current.toString(8).padStart(4, '0');
    const prefix = letters.includes('p') ? `umask ${letters.includes('S') ? '-S ' : ''}` : '';
    shell.print(`${prefix}${text}\n`);
    return 0;
  }
  if (/^\d/.test(mode)) {
    if (!/^[0-7]+$/.test(mode) || Number.parseInt(mode, 8) > 0o777) {
      if (shell.dialect.kind === 'ash') {
        shell.complain(`umask: ${shell.dialect.isDash ? 'Illegal' : 'illegal'} mode: ${mode}`);
        return 2;
      }
      shell.complain(`umask: ${mode}: octal number out of range`);
      return 1;
    }
    shell.system.umask(Number.parseInt(mode, 8));
    return 0;
  }
  const mask = applySymbolic(shell, mode, current);
  if (mask === null) return 1;
  shell.system.umask(mask);
  if (letters.includes('S')) shell.print(`${symbolicMask(mask)}\n`);
  return 0;
};

function symbolicMask(mask: number): string {
  const part = (shift: number): string => {
    const allowed = ~(mask >> shift) & 7;
    return (allowed & 4 ? 'r' : '') + (allowed & 2 ? 'w' : '') + (allowed & 1 ? 'x' : '');
  };
  return `u=${part(6)},g=${part(3)},o=${part(0)}`;
}

/** `u=rwx,g-w`: a mask from what it allows; null with a complaint. */
function applySymbolic(shell: ShellState, text: string, current: number): number | null {
  let allowed = ~current & 0o777;
  for (const clause of text.split(',')) {
    const match = /^([ugoa]*)(([-+=])([rwx]*))+$/.exec(clause);
    if (match === null) {
      const bad = /^[ugoa]*(?:[-+=][rwx]*)*/.exec(clause)?.[0].length ?? 0;
      const char = clause.charAt(bad);
      const isOperator = /^[ugoa]*$/.test(clause.slice(0, bad));
      shell.complain(`umask: \`${char}': invalid symbolic mode ${isOperator ? 'operator' : 'character'}`);
      return null;
    }
    const who = match[1] === '' ? 'a' : (match[1] as string);
    let field = 0;
    if (/[ua]/.test(who)) field |= 0o700;
    if (/[ga]/.test(who)) field |= 0o070;
    if (/[oa]/.test(who)) field |= 0o007;
    for (const [, operator, letters = ''] of clause.matchAll(/([-+=])([rwx]*)/g)) {
      const bits =
        (letters.includes('r') ? 0o444 : 0) | (letters.includes('w') ? 0o222 : 0) | (letters.includes('x') ? 0o111 : 0);
      if (operator === '+') allowed |= bits & field;
      else if (operator === '-') allowed &= ~(bits & field);
      else allowed = (allowed & ~field) | (bits & field);
    }
  }
  return ~allowed & 0o777;
}

export const suspendBuiltin: BuiltinFunction = (shell) => {
  if (!shell.options.monitor) {
    shell.complain('suspend: cannot suspend: no job control');
    return 1;
  }
  if (shell.isLogin) {
    shell.complain('suspend: cannot suspend a login shell');
    return 1;
  }
  return stop(shell);
};

function* stop(shell: ShellState): Blocking<number> {
  yield* shell.system.kill(shell.system.pid, signals.STOP);
  return 0;
}
