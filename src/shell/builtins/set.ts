/** `set` and `shopt`: bash 5.2 `builtins/set.def`, `builtins/shopt.def`. */

import { ashOptions } from '../ash-messages.ts';
import { type BuiltinFunction, EX_USAGE, invalidOption, parseOptions } from '../builtin.ts';
import { optionOfLetter, setOptions } from '../options.ts';
import type { ShellState } from '../shell-state.ts';
import { variableLine } from './declare.ts';

const USAGE = 'set [-abefhkmnptuvxBCEHPT] [-o option-name] [--] [-] [arg ...]';

export const setBuiltin: BuiltinFunction = (shell, args) => {
  if (args.length === 0) {
    for (const [name, variable] of shell.variables.all()) {
      if (!variable.isSet) continue;
      if (shell.dialect.kind === 'bash') shell.print(`${variableLine(name, variable)}\n`);
      else shell.print(`${name}='${(variable.text ?? '').replaceAll("'", "'\\''")}'\n`);
    }
    return 0;
  }
  // All options are looked at before any is taken.
  for (let at = 0; at < args.length; at++) {
    const word = args[at] as string;
    if (word === '-' || word === '--' || !/^[-+]./.test(word)) break;
    for (const letter of word.slice(1)) {
      if (letter === 'o') continue;
      if (optionOfLetter(letter) === undefined) return invalidOption(shell, 'set', word.charAt(0) + letter, USAGE);
    }
    if (word.includes('o')) at++;
  }
  let at = 0;
  for (; at < args.length; at++) {
    const word = args[at] as string;
    if (word === '--') {
      shell.positional = args.slice(at + 1);
      return 0;
    }
    if (word === '-') {
      shell.options.xtrace = false;
      shell.options.verbose = false;
      if (at + 1 < args.length) shell.positional = args.slice(at + 1);
      return 0;
    }
    if (!/^[-+]./.test(word)) break;
    const on = word.startsWith('-');
    for (const letter of word.slice(1)) {
      if (letter !== 'o') {
        setOption(shell, optionOfLetter(letter) as string, on);
        continue;
      }
      const name = args[at + 1];
      if (name === undefined || /^[-+]/.test(name)) {
        listOptions(shell, on);
        continue;
      }
      at++;
      if (setOptions[name] === undefined) {
        if (shell.dialect.kind === 'ash') {
          shell.complain(`set: illegal option ${on ? '-' : '+'}o ${name}`);
          return shell.dialect.isDash ? EX_USAGE : 1;
        }
        shell.complain(`set: ${name}: invalid option name`);
        return EX_USAGE;
      }
      setOption(shell, name, on);
    }
  }
  if (at < args.length) shell.positional = args.slice(at);
  return 0;
};

/** Turns an option on or off, with what depends on it. */
export function setOption(shell: ShellState, name: string, on: boolean): void {
  shell.options.set(name, on);
  if (name === 'allexport') shell.variables.exportAll = on;
  if (name === 'vi' && on) shell.options.set('emacs', false);
  if (name === 'emacs' && on) shell.options.set('vi', false);
}

function listOptions(shell: ShellState, asTable: boolean): void {
  if (shell.dialect.kind === 'ash') {
    if (shell.dialect.isDash && asTable) shell.print('Current option settings\n');
    for (const name of ashOptions) {
      const on = shell.options.get(name);
      shell.print(asTable ? `${name.padEnd(16)}${on ? 'on' : 'off'}\n` : `set ${on ? '-' : '+'}o ${name}\n`);
    }
    return;
  }
  for (const name of Object.keys(setOptions)) {
    const on = shell.options.get(name);
    shell.print(asTable ? `${name.padEnd(15)}\t${on ? 'on' : 'off'}\n` : `set ${on ? '-' : '+'}o ${name}\n`);
  }
}

export const shoptBuiltin: BuiltinFunction = (shell, args) => {
  const usage = 'shopt [-pqsu] [-o] [optname ...]';
  const { letters, rest, bad } = parseOptions(args, 'psuqo');
  if (bad !== null) return invalidOption(shell, 'shopt', bad, usage);
  const isSet = letters.includes('o');
  const names = isSet ? Object.keys(setOptions) : [...shell.options.shopts.keys()];
  const get = (name: string): boolean => (isSet ? shell.options.get(name) : shell.options.shopt(name));
  if (letters.includes('s') && letters.includes('u')) {
    shell.complain('shopt: cannot set and unset shell options simultaneously');
    return 1;
  }
  const changes = letters.includes('s') || letters.includes('u');
  const show = (name: string): void => {
    if (letters.includes('q')) return;
    const on = get(name);
    if (!letters.includes('p')) shell.print(`${name.padEnd(15)}\t${on ? 'on' : 'off'}\n`);
    else if (isSet) shell.print(`set ${on ? '-' : '+'}o ${name}\n`);
    else shell.print(`shopt ${on ? '-s' : '-u'} ${name}\n`);
  };
  if (rest.length === 0) {
    for (const name of names) if (!changes || get(name) === letters.includes('s')) show(name);
    return 0;
  }
  let status = 0;
  for (const name of rest) {
    if (!names.includes(name)) {
      shell.complain(`shopt: ${name}: invalid ${isSet ? '' : 'shell '}option name`);
      status = 1;
    } else if (changes) {
      if (isSet) setOption(shell, name, letters.includes('s'));
      else shell.options.shopts.set(name, letters.includes('s'));
    } else {
      show(name);
      if (!get(name)) status = 1;
    }
  }
  return status;
};
