/** The one program of BusyBox: runs the applet it is called by, or that its first word names (`libbb/appletlib.c`). */
import type { Program } from '../../process/system-calls.ts';
import { printError } from '../libc/stdio.ts';
import { print, shortName } from '../system/program-frame.ts';
import { BANNER } from './applet.ts';
import { busyboxApplets } from './applets.ts';

/** The program of an applet, or undefined. */
function find(name: string): Program | undefined {
  return Object.hasOwn(busyboxApplets, name) ? busyboxApplets[name]!.program : undefined;
}

const HELP = `${BANNER} multi-call binary.
BusyBox is copyrighted by many authors between 1998-2015.
Licensed under GPLv2. See source distribution for detailed
copyright notices.

Usage: busybox [function [arguments]...]
   or: busybox --list[-full]
   or: busybox --show SCRIPT
   or: busybox --install [-s] [DIR]
   or: function [arguments]...

`;

export const busybox: Program = function* (system, argv) {
  const words = [...argv];
  let name = shortName(words[0]!).replace(/^-/, '');
  if (name === 'busybox') {
    words.shift();
    const first = words[0];
    const names = Object.keys(busyboxApplets).sort();
    if (first === undefined || first === '--help') {
      return (yield* print(system, 'busybox', `${HELP}Currently defined functions:\n${wrapped(names)}`)) ? 0 : 1;
    }
    if (first === '--list' || first === '--list-full') {
      const lines = names.map((one) => (first === '--list' ? one : `${busyboxApplets[one]!.folder.slice(1)}/${one}`));
      return (yield* print(system, 'busybox', lines.map((line) => `${line}\n`).join(''))) ? 0 : 1;
    }
    name = shortName(first);
    words[0] = name;
  }
  const program = find(name);
  // comm stays that of the file: a script keeps its own name.
  if (program !== undefined) return yield* program(system, words);
  yield* printError(system, `${name}: applet not found\n`);
  return 127;
};

/** Names with commas on lines of at most 80 columns. */
function wrapped(names: readonly string[]): string {
  let text = '';
  let line = '\t';
  for (const [at, name] of names.entries()) {
    const item = at === names.length - 1 ? name : `${name}, `;
    if (line.length + item.length > 72) {
      text += `${line.trimEnd()}\n`;
      line = '\t';
    }
    line += item;
  }
  return `${text}${line}\n`;
}
