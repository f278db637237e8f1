/** The operator's commands that move in time or leave the machine for later: back, goto, events, fork, save. */
import { saveMachine } from '../machine/saved-machine.ts';
import type { TimeMachine } from '../machine/time-machine.ts';
import { formatSeconds } from '../sim/duration.ts';
import { UserError } from '../sim/issue.ts';
import { type OperatorCommand, stay } from './operator-command.ts';
import { saveImage } from './operator-image.ts';
import { goToInstant } from './time-words.ts';

const NAME = /^[A-Za-z][A-Za-z0-9_-]{0,30}$/;
/** Events that `events` lists, the last ones. */
const LISTED = 30;
/** Columns of the console's last line that are shown again. */
const TAIL_COLUMNS = 100;

export const timeCommands: Readonly<Record<string, OperatorCommand>> = {
  back: {
    usage: 'back [DURATION]',
    meaning: 'to right before the last input, or so much time ago (5s)',
    run: (_machine, [word], _host, time) => {
      if (word === undefined) return time.back() ? stay(hereText(time)) : stay('back: nothing has been done yet\n');
      const match = /^(\d{1,9}(?:\.\d{1,9})?)\s*(ms|s|min|h)$/.exec(word);
      const unit = { ms: 1e6, s: 1e9, min: 60e9, h: 3600e9 }[match?.[2] ?? ''];
      if (match === null || unit === undefined) return stay('back: DURATION as 500ms, 3s, 2min\n');
      const timeNs = time.moment.timeNs - Math.round(Number(match[1]) * unit);
      if (timeNs < 0) return stay(`back: the machine is only ${formatSeconds(time.moment.timeNs)} old\n`);
      time.goToTime(timeNs);
      return stay(hereText(time));
    },
  },
  goto: {
    usage: 'goto TIME|EVENT|NAME',
    meaning: 'to an instant: 12.5s, panicked, reset#2, "before reset", a name of fork, end',
    run: (_machine, words, _host, time) => {
      const text = words.join(' ');
      if (text === '') return stay('goto: TIME, EVENT or NAME; events lists what has happened\n');
      if (text === 'end') time.goTo(time.end);
      const refused = text === 'end' ? null : goToInstant(text, time);
      return stay(refused === null ? hereText(time) : `goto: ${refused}\n`);
    },
  },
  events: {
    usage: 'events',
    meaning: 'what has happened so far, for goto',
    run: (_machine, _words, _host, time) => {
      const all = time.allEvents();
      const rows = all.slice(-LISTED).map(({ name, timeNs, detail }) => {
        return `  ${formatSeconds(timeNs).padStart(12)}  ${name}${detail === '' ? '' : `: ${detail}`}\n`;
      });
      const rest = all.length - rows.length;
      const marks = [...time.marks].map(
        ([name, { end }]) => `  ${formatSeconds(end.timeNs).padStart(12)}  (${name})\n`,
      );
      return stay(`${rest > 0 ? `  … ${rest} earlier\n` : ''}${rows.join('')}${marks.join('')}`);
    },
  },
  fork: {
    usage: 'fork NAME',
    meaning: 'name this instant; goto NAME comes back to it from any other life',
    run: (_machine, [name = ''], _host, time) => {
      if (!NAME.test(name) || name === 'end') return stay('fork: NAME is a word of up to 31 letters and digits\n');
      time.mark(name);
      return stay(`${formatSeconds(time.moment.timeNs)} is "${name}" now\n`);
    },
  },
  save: {
    usage: 'save FILE [ADDRESS BYTES]',
    meaning: 'save the machine as it stands, for lastwords replay; or an image of its RAM',
    run: (machine, words, host) => {
      const [file, address] = words;
      if (file === undefined) return stay('save: FILE\n');
      if (address !== undefined) return saveImage(machine, words, host);
      try {
        const bytes = saveMachine(machine, { tool: host.tool, packer: host.packer });
        const refused = host.save(file, bytes);
        return stay(refused === null ? `${bytes.length} bytes in ${file}\n` : `save: ${refused}\n`);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        return stay(`save: ${error.message}\n`);
      }
    },
  },
};

/** Where the machine stands, and the last line of its console: the prompt, mostly. */
function hereText({ machine, moment, end }: TimeMachine): string {
  const ahead = end.timeNs > moment.timeNs ? `; the run goes on to ${formatSeconds(end.timeNs)}` : '';
  const tail = machine.uart
    .textFrom(machine.uart.length - TAIL_COLUMNS)
    .split('\n')
    .at(-1)!;
  return `at ${formatSeconds(moment.timeNs)}: ${machine.state}${ahead}\n${tail === '' ? '' : `${tail}\n`}`;
}
