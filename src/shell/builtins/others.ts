/** `let`, `history`, `fc`, `enable`, `help`, `caller`, `bind`: the small ones, as far as a session needs them. */
import { type BuiltinFunction, EX_USAGE, invalidOption, parseOptions } from '../builtin.ts';
import { ShellFailure } from '../failure.ts';
import { arithmetic } from '../parameters.ts';

export const letBuiltin: BuiltinFunction = (shell, given) => {
  const args = given[0] === '--' ? given.slice(1) : given;
  if (args.length === 0) {
    shell.complain('let: expression expected');
    return 1;
  }
  let value: number | bigint = 0;
  for (const text of args) {
    try {
      value = arithmetic(shell, text);
    } catch (failure) {
      if (!(failure instanceof ShellFailure) || !failure.message.includes('(error token is ')) throw failure;
      shell.complain(`let: ${failure.message}`);
      return 1;
    }
  }
  return value === 0 ? 1 : 0;
};

export const historyBuiltin: BuiltinFunction = (shell, args) => {
  const { letters, rest, bad } = parseOptions(args, 'cd:anrwps');
  if (bad !== null) {
    return invalidOption(
      shell,
      'history',
      bad,
      'history [-c] [-d offset] [n] or history -anrw [filename] or history -ps arg [arg...]',
    );
  }
  if (letters.includes('c')) {
    shell.history.length = 0;
    return 0;
  }
  const [count] = rest;
  if (count !== undefined && !/^\d+$/.test(count)) {
    shell.complain(`history: ${count}: numeric argument required`);
    return 1;
  }
  const from = count === undefined ? 0 : Math.max(0, shell.history.length - Number(count));
  for (let at = from; at < shell.history.length; at++) {
    shell.print(`${String(at + 1).padStart(5)}  ${shell.history[at]}\n`);
  }
  return 0;
};

export const fcBuiltin: BuiltinFunction = (shell, args) => {
  const { letters, bad } = parseOptions(args, 'e:lnrs');
  if (bad !== null)
    return invalidOption(shell, 'fc', bad, 'fc [-e ename] [-lnr] [first] [last] or fc -s [pat=rep] [command]');
  if (!letters.includes('l')) {
    shell.complain('fc: no command found');
    return 1;
  }
  const last = shell.history.length - 1;
  for (let at = Math.max(0, last - 16); at < last; at++) {
    shell.print(letters.includes('n') ? `\t ${shell.history[at]}\n` : `${at + 1}\t ${shell.history[at]}\n`);
  }
  return 0;
};

export const enableBuiltin: BuiltinFunction = (shell, args) => {
  const { letters, rest, bad } = parseOptions(args, 'adnpsf:');
  if (bad !== null) return invalidOption(shell, 'enable', bad, 'enable [-a] [-dnps] [-f filename] [name ...]');
  if (rest.length === 0) {
    for (const name of shell.services.builtinNames()) {
      const disabled = shell.disabledBuiltins.has(name);
      if (letters.includes('s') && !shell.services.isSpecialBuiltin(name)) continue;
      if (disabled ? letters.includes('n') || letters.includes('a') : !letters.includes('n')) {
        shell.print(`enable ${disabled ? '-n ' : ''}${name}\n`);
      }
    }
    return 0;
  }
  let status = 0;
  for (const name of rest) {
    if (!shell.services.builtinNames().includes(name)) {
      shell.complain(`enable: ${name}: not a shell builtin`);
      status = 1;
    } else if (letters.includes('n')) shell.disabledBuiltins.add(name);
    else shell.disabledBuiltins.delete(name);
  }
  return status;
};

export const helpBuiltin: BuiltinFunction = (shell, args) => {
  const names = args.filter((word) => !word.startsWith('-'));
  if (names.length === 0) {
    shell.print('These commands are part of the shell:\n\n');
    for (const name of shell.services.builtinNames()) shell.print(` ${name}\n`);
    return 0;
  }
  let status = 1;
  for (const name of names) {
    if (!shell.services.builtinNames().includes(name)) {
      shell.complain(
        `help: no help topics match \`${name}'.  Try \`help help' or \`man -k ${name}' or \`info ${name}'.`,
      );
    } else {
      shell.print(`${name}: ${name} is a shell builtin\n`);
      status = 0;
    }
  }
  return status;
};

export const callerBuiltin: BuiltinFunction = (shell, args) => {
  if (shell.functionNames.length === 0) return 1;
  const [level] = args;
  if (level !== undefined && !/^\d+$/.test(level)) {
    shell.complain(`caller: ${level}: invalid number`);
    shell.printError('caller: usage: caller [expr]\n');
    return EX_USAGE;
  }
  shell.print(
    `${shell.line} ${level === undefined ? shell.source : `${shell.functionNames.at(-2) ?? 'main'} ${shell.source}`}\n`,
  );
  return 0;
};

export const bindBuiltin: BuiltinFunction = (shell) => {
  if (!shell.isInteractive) shell.complain('bind: warning: line editing not enabled');
  return 0;
};
