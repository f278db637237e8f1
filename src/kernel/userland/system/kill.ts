/** `kill` of procps 4.0.2 (the program; shells have their own). */
import { strerror } from '../../../sim/errno.ts';
import type { Program } from '../../process/system-calls.ts';
import { printError } from '../libc/stdio.ts';
import { fail, print } from './program-frame.ts';
import { SIGNAL_NAMES, signalNumber } from './signal-names.ts';

const HELP = `
Usage:
 kill [options] <pid> [...]

Options:
 <pid> [...]            send signal to every <pid> listed
 -<signal>, -s, --signal <signal>
                        specify the <signal> to be sent
 -q, --queue <value>    integer value to be sent with the signal
 -l, --list=[<signal>]  list all signal names, or convert one to a name
 -L, --table            list all signal names in a nice table

 -h, --help     display this help and exit
 -V, --version  output version information and exit

For more details see kill(1).
`;

export const kill: Program = function* (system, argv) {
  const name = argv[0]!;
  const words = argv.slice(1);
  let signal = 15;
  const first = words[0];
  if (first === undefined) {
    yield* printError(system, HELP);
    return 1;
  }
  if (first === '-h' || first === '--help') return (yield* print(system, name, HELP)) ? 0 : 1;
  if (first === '-V' || first === '--version')
    return (yield* print(system, name, 'kill from procps-ng 4.0.2\n')) ? 0 : 1;
  if (first === '-L' || first === '--table') return (yield* print(system, name, tableText())) ? 0 : 1;
  if (first === '-l' || first === '--list' || first.startsWith('--list=')) {
    const wanted = first.startsWith('--list=') ? first.slice('--list='.length) : words[1];
    if (wanted === undefined) return (yield* print(system, name, listText())) ? 0 : 1;
    const number = signalNumber(wanted);
    if (number === null) return yield* fail(system, `${name}: unknown signal name ${wanted}`);
    const text = /^\d/.test(wanted) ? (SIGNAL_NAMES[(number & 127) - 1] ?? String(number)) : String(number);
    return (yield* print(system, name, `${text}\n`)) ? 0 : 1;
  }
  let unknown = false;
  if (first === '-s' || first === '--signal' || first.startsWith('--signal=')) {
    words.shift();
    const wanted = first.startsWith('--signal=') ? first.slice('--signal='.length) : (words.shift() ?? '');
    const number = signalNumber(wanted);
    unknown = number === null;
    signal = number ?? -1;
  } else if (/^-[A-Za-z0-9]/.test(first) && first.length > 1) {
    const number = signalNumber(first.slice(1));
    if (number === null && !/^-\d+$/.test(first)) {
      yield* printError(system, `${name}: invalid argument ${first[1]}\n${HELP}`);
      return 1;
    }
    if (number !== null) {
      signal = number;
      words.shift();
    }
  }
  if (words[0] === '--') words.shift();
  if (words.length === 0) {
    yield* printError(system, HELP);
    return 1;
  }
  let status = 0;
  for (const word of words) {
    if (!/^-?\d+$/.test(word)) {
      status = yield* fail(system, `${name}: failed to parse argument: '${word}'`);
      continue;
    }
    if (unknown) {
      status = yield* fail(system, `${name}: (${word}): Invalid argument`);
      continue;
    }
    const sent = yield* system.kill(Number(word), signal);
    if (sent < 0) status = yield* fail(system, `${name}: (${word}): ${strerror(sent)}`);
  }
  return status;
};

/** Names on lines of at most 80 columns. */
function listText(): string {
  let text = '';
  let line = '';
  for (const name of SIGNAL_NAMES) {
    if (line.length + name.length + 1 > 80) {
      text += `${line.trimEnd()}\n`;
      line = '';
    }
    line += `${name} `;
  }
  return `${text}${line.trimEnd()}\n`;
}

function tableText(): string {
  let text = '';
  for (const [at, name] of SIGNAL_NAMES.entries()) {
    const isEnd = at % 7 === 6;
    text += `${String(at + 1).padStart(2)} ${isEnd ? `${name}\n` : name.padEnd(8)}`;
  }
  return `${text}\n`;
}
