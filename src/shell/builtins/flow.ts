/** `break`, `continue`, `return`, `exit`, `logout`, `shift`: bash 5.2 `builtins/break.def`, `return.def`, `exit.def`, `shift.def`. */
import { parseInteger } from '../arithmetic.ts';
import { type BuiltinFunction, EX_USAGE } from '../builtin.ts';
import type { ShellState } from '../shell-state.ts';

function loopCount(shell: ShellState, args: readonly string[], name: string): number | null {
  const [first] = args[0] === '--' ? args.slice(1) : args;
  if (first === undefined) return 1;
  const count = parseInteger(first);
  if (count === null) {
    shell.complain(`${name}: ${first}: numeric argument required`);
    shell.flow = shell.isInteractive && shell.subshellDepth === 0 ? 'discard' : 'exit';
    shell.status = 128;
    return null;
  }
  if (args.length > 1) {
    shell.complain(`${name}: too many arguments`);
    shell.flow = shell.isInteractive && shell.subshellDepth === 0 ? 'discard' : 'exit';
    shell.status = 1;
    return null;
  }
  return Number(count);
}

function leave(kind: 'break' | 'continue'): BuiltinFunction {
  return (shell, args, name) => {
    if (shell.loopDepth === 0) return 0;
    const count = loopCount(shell, args, name);
    if (count === null) return shell.status;
    if (count <= 0) {
      shell.complain(`${name}: ${args[0]}: loop count out of range`);
      shell.flow = 'break';
      shell.flowCount = shell.loopDepth;
      shell.status = 1;
      return 1;
    }
    shell.flow = kind;
    shell.flowCount = Math.min(count, shell.loopDepth);
    shell.status = 0;
    return 0;
  };
}

export const breakBuiltin = leave('break');
export const continueBuiltin = leave('continue');

/** The status argument of `exit` and `return`. */
function statusArgument(shell: ShellState, args: readonly string[], name: string): number | null {
  const rest = args[0] === '--' ? args.slice(1) : args;
  const [first] = rest;
  if (first === undefined) return shell.status;
  const status = parseInteger(first);
  if (status === null) {
    shell.complain(
      `${name}: ${shell.dialect.kind === 'ash' ? `Illegal number: ${first}` : `${first}: numeric argument required`}`,
    );
    return 2;
  }
  if (rest.length > 1) {
    shell.complain(`${name}: too many arguments`);
    return null;
  }
  return Number(BigInt.asUintN(8, BigInt(status)));
}

export const returnBuiltin: BuiltinFunction = (shell, args, name) => {
  const status = statusArgument(shell, args, name);
  if (status === null) {
    shell.flow = shell.isInteractive && shell.subshellDepth === 0 ? 'discard' : 'exit';
    shell.status = 1;
    return 1;
  }
  if (shell.functionNames.length === 0 && shell.sourceDepth === 0) {
    if (shell.dialect.kind === 'ash') {
      shell.flow = 'exit';
      shell.status = status;
      return status;
    }
    shell.complain("return: can only `return' from a function or sourced script");
    return EX_USAGE;
  }
  shell.flow = 'return';
  shell.status = status;
  return status;
};

export const exitBuiltin: BuiltinFunction = (shell, args, name) => {
  if (shell.isInteractive && shell.subshellDepth === 0) {
    shell.printError(shell.isLogin ? 'logout\n' : 'exit\n');
    const stopped = [...shell.jobs.jobs.values()].some((job) =>
      job.processes.some((one) => one.status?.kind === 'stopped'),
    );
    if (stopped && !shell.warnedStopped) {
      shell.complain('There are stopped jobs.');
      shell.warnedStopped = true;
      return 1;
    }
  }
  const status = statusArgument(shell, args, name);
  shell.flow = 'exit';
  shell.status = status ?? 1;
  return shell.status;
};

export const logoutBuiltin: BuiltinFunction = (shell, args, name) => {
  if (!shell.isLogin) {
    shell.complain("logout: not login shell: use `exit'");
    return 1;
  }
  return exitBuiltin(shell, args, name);
};

export const shiftBuiltin: BuiltinFunction = (shell, args) => {
  const rest = args[0] === '--' ? args.slice(1) : args;
  const [first] = rest;
  let count = 1;
  if (first !== undefined) {
    const value = parseInteger(first);
    if (value === null) {
      shell.complain(`shift: ${first}: numeric argument required`);
      return 1;
    }
    if (rest.length > 1) {
      shell.complain('shift: too many arguments');
      shell.flow = shell.isInteractive && shell.subshellDepth === 0 ? 'discard' : 'exit';
      shell.status = 1;
      return 1;
    }
    count = Number(value);
  }
  if (count < 0 || count > shell.positional.length) {
    if (shell.dialect.isDash) {
      shell.complain("shift: can't shift that many");
      return EX_USAGE;
    }
    if (shell.dialect.kind === 'bash' && (count < 0 || shell.options.shopt('shift_verbose'))) {
      shell.complain(`shift: ${first === undefined ? '' : `${first}: `}shift count out of range`);
    }
    return 1;
  }
  shell.positional = shell.positional.slice(count);
  return 0;
};
