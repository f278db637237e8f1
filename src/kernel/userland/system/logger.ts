/** `logger` of util-linux 2.38.1: messages to the system's log. */
import { type Blocking, O_NONBLOCK, O_RDONLY, O_WRONLY } from '../../../shell/posix.ts';
import { latin1Bytes } from '../../../sim/bytes.ts';
import { strerror } from '../../../sim/errno.ts';
import type { Program } from '../../process/system-calls.ts';
import { getopt } from '../libc/getopt.ts';
import { LineReader, printError } from '../libc/stdio.ts';
import { readAccounts } from './accounts.ts';
import { fail, print, usageError } from './program-frame.ts';
import { FACILITIES, LOG_DEVICE, logTime, severityNumber } from './syslog.ts';

export const logger: Program = function* (system, argv) {
  const { options, operands, error } = getopt(argv, {
    short: '+f:ip:st:u:dTn:P:VhS:e',
    long: {
      file: { argument: 'required', key: 'f' },
      id: { argument: 'optional', key: 'i' },
      priority: { argument: 'required', key: 'p' },
      stderr: { key: 's' },
      tag: { argument: 'required', key: 't' },
      'no-act': { key: 'no-act' },
      'skip-empty': { key: 'e' },
      version: { key: 'V' },
    },
  });
  if (error !== null) return yield* usageError(system, 'logger', error);
  const has = (key: string): boolean => options.some((option) => option.key === key);
  const value = (key: string): string | null => options.findLast((option) => option.key === key)?.value ?? null;
  if (has('V')) return (yield* print(system, 'logger', 'logger from util-linux 2.38.1\n')) ? 0 : 1;
  const priority = parsePriority(value('p') ?? 'user.notice');
  if (typeof priority === 'string') return yield* fail(system, `logger: ${priority}`);
  const tag = value('t') ?? (yield* readAccounts(system)).userName(system.getuid());
  const head = `${tag}${has('i') ? `[${value('i') ?? system.pid}]` : ''}: `;
  const fd = system.open(LOG_DEVICE, O_WRONLY | O_NONBLOCK);
  if (fd < 0 && has('s')) return yield* fail(system, `logger: socket ${LOG_DEVICE}: ${strerror(fd)}`);
  const send = function* (message: string): Blocking<void> {
    const line = `<${priority}>${logTime(system)} ${head}${message}`;
    if (has('s')) yield* printError(system, `${line}\n`);
    if (fd >= 0 && !has('no-act')) yield* system.write(fd, latin1Bytes(`${line}\n`));
  };
  if (operands.length > 0) yield* send(operands.join(' '));
  else {
    const path = value('f');
    const input = path === null || path === '-' ? 0 : system.open(path, O_RDONLY);
    if (input < 0) return yield* fail(system, `logger: file ${path}: ${strerror(input)}`);
    const reader = new LineReader(system, input);
    for (let line = yield* reader.next(); line !== null; line = yield* reader.next()) {
      const text = line.endsWith('\n') ? line.slice(0, -1) : line;
      if (text !== '' || !has('e')) yield* send(text);
    }
  }
  if (fd >= 0) system.close(fd);
  return 0;
};

/** Facility times eight plus severity, or what is wrong with the word. */
function parsePriority(word: string): number | string {
  const dot = word.indexOf('.');
  const facility = dot < 0 ? 'user' : word.slice(0, dot);
  const severity = dot < 0 ? word : word.slice(dot + 1);
  const number = /^\d+$/.test(facility) ? Number(facility) : FACILITIES[facility];
  if (number === undefined || number > 23) return `unknown facility name: ${facility}`;
  const level = /^[0-7]$/.test(severity) ? Number(severity) : severityNumber(severity);
  // The kernel's facility is for the kernel: others become user.
  return level < 0 ? `unknown priority name: ${severity}` : (number === 0 ? 1 : number) * 8 + level;
}
