/**
 * The operator's prompt: what the person beside the machine can do that nobody on the serial console can.
 *
 * Pure: a line in, text out; the machine is changed through its own inputs, so that a journal holds everything done here.
 * Files of the host (`load`, `save`) are the caller's part.
 */
import type { Machine } from '../machine/machine.ts';
import type { TimeMachine } from '../machine/time-machine.ts';
import { decayWords } from '../memory/decay-words.ts';
import type { Flip } from '../memory/faults.ts';
import { hexdump } from '../memory/hexdump.ts';
import type { ResetCause } from '../profiles/board.ts';
import type { KernelProfile } from '../profiles/kernel.ts';
import { ABSOLUTE_ZERO_C, HOTTEST_C } from '../profiles/retention-presets.ts';
import { NS_PER_S } from '../sim/clock.ts';
import { parseDuration } from '../sim/duration.ts';
import { strerror } from '../sim/errno.ts';
import { crashMeanings, crashNames, findCrash } from './crash-kinds.ts';
import { fadumpFigure } from './fadump-figure.ts';
import { bitPosition, findPlace } from './fault-place.ts';
import {
  addressOf,
  numberOf,
  type OperatorAnswer,
  type OperatorCommand,
  type OperatorHost,
  stay,
} from './operator-command.ts';
import { loadImage } from './operator-image.ts';
import { timeCommands } from './operator-time.ts';
import { ramMapText } from './ram-map.ts';
import { regionLayout } from './region-layout.ts';

const RESET_CAUSES: readonly ResetCause[] = [
  'warm',
  'cold',
  'watchdog',
  'pin',
  'brown-out',
  'power-loss',
  'firmware-update',
];
const PEEK_BYTES = { default: 64, most: 64 * 1024 } as const;

const resume = (text: string): OperatorAnswer => ({ text, next: 'resume' });

const commands: Readonly<Record<string, OperatorCommand>> = {
  help: {
    usage: 'help',
    meaning: 'this list',
    run: () => stay(helpText()),
  },
  crash: {
    usage: 'crash [KIND]',
    meaning: 'crash the machine; an unknown KIND lists them',
    run: (machine, [kind = 'panic']) => {
      const profile = machine.kernel?.profile ?? null;
      const crash = findCrash(kind, profile);
      if (crash === undefined) return stay(`crash: "${kind}" is no kind of crash; there are\n${crashList(profile)}`);
      if (crash.needsKernel && machine.kernel === null) return stay(`crash: no kernel is running (${machine.state})\n`);
      if (machine.state === 'off') return stay('crash: the power is off\n');
      const result = crash.act(machine);
      return result < 0 ? stay(`crash: ${kind}: ${crash.refusal?.(result) ?? strerror(result)}\n`) : resume('');
    },
  },
  break: {
    usage: 'break KEY',
    meaning: 'a break on the serial line and a key: magic SysRq (h: help)',
    run: (machine, [key = '']) => {
      if (key.length !== 1) return stay('break: KEY is one character, as h for help\n');
      if (machine.kernel === null) return stay(`break: no kernel is running (${machine.state})\n`);
      machine.sendBreak();
      machine.type(key);
      return resume('');
    },
  },
  reset: {
    usage: `reset ${RESET_CAUSES.join('|')}`,
    meaning: 'reset the board from outside',
    run: (machine, [word = 'pin']) => {
      const cause = RESET_CAUSES.find((one) => one === word);
      if (cause === undefined) return stay(`reset: "${word}" is no cause; one of: ${RESET_CAUSES.join(', ')}\n`);
      if (machine.state === 'off') return stay('reset: the power is off\n');
      machine.reset(cause);
      return resume('');
    },
  },
  nmi: {
    usage: 'nmi',
    meaning: 'the NMI button',
    run: (machine) => {
      if (machine.kernel === null) return stay(`nmi: no kernel is running (${machine.state})\n`);
      machine.nmi();
      return resume('');
    },
  },
  power: {
    usage: 'power on|off [TIME [°C]]|key',
    meaning: 'the power switch; off 12s -50: on again after 12 s in the cold; `key`: the soft one',
    run: (machine, [word, time, degrees]) => {
      if (word === 'key') {
        // Its interrupt becomes an input event, and no program here listens.
        if (machine.state !== 'off') return resume('');
        machine.powerOn();
        return resume('');
      }
      if (word !== 'on' && word !== 'off') return stay('power: on, off or key?\n');
      const isOff = machine.state === 'off';
      if (isOff === (word === 'off')) return stay(`power: it is ${word} already\n`);
      if (word === 'off' && time !== undefined) return powerGap(machine, time, degrees);
      if (word === 'on') machine.powerOn();
      else machine.powerOff();
      return word === 'on' ? resume('') : stay('the power is off\n');
    },
  },
  flip: {
    usage: 'flip ADDRESS:BIT|FIELD BIT',
    meaning: 'flip one bit of RAM; bit 0 is the lowest; flip dmesg[0].header.size 3',
    run: (machine, words) => {
      const flip = flipOf(words.join(' '), machine);
      if (typeof flip === 'string') return stay(`flip: ${flip}\n`);
      machine.inject({ kind: 'bits', bits: [flip] });
      return stay(`${hexLine(machine, flip.address, 1)}\n`);
    },
  },
  map: {
    usage: 'map',
    meaning: 'who has which range of the RAM',
    run: (machine, _words, { columns }) => {
      const lines = ramMapText(machine.options.board.ramBanks, machine.memoryOwners(), columns);
      const dump = machine.kernel?.parts.fadump?.layout ?? null;
      return stay(`${[...lines, ...(dump === null ? [] : ['', ...fadumpFigure(dump)])].join('\n')}\n`);
    },
  },
  peek: {
    usage: 'peek ADDRESS [BYTES]',
    meaning: 'show RAM',
    run: (machine, [word = '', count]) => {
      const address = addressOf(word, machine);
      const length = count === undefined ? PEEK_BYTES.default : numberOf(count);
      if (address === null) return stay('peek: ADDRESS must lie in RAM (decimal or 0x)\n');
      if (length === null || length < 1 || length > PEEK_BYTES.most) {
        return stay(`peek: BYTES is 1 to ${PEEK_BYTES.most}\n`);
      }
      return stay(`${hexdump(machine.memory.read(address, length), address).join('\n')}\n`);
    },
  },
  poke: {
    usage: 'poke ADDRESS HEX…',
    meaning: 'write bytes into RAM',
    run: (machine, [word = '', ...hexWords]) => {
      const address = addressOf(word, machine);
      const digits = hexWords.join('');
      if (address === null) return stay('poke: ADDRESS must lie in RAM (decimal or 0x)\n');
      if (!/^(?:[0-9a-fA-F]{2})+$/.test(digits)) return stay('poke: bytes as pairs of hex digits: 44 42 47 43\n');
      const bytes = Uint8Array.from(digits.match(/../g)!, (pair) => Number.parseInt(pair, 16));
      machine.poke(address, bytes);
      return stay(`${bytes.length} bytes at 0x${address.toString(16)}\n`);
    },
  },
  load: {
    usage: 'load FILE [ADDRESS]',
    meaning: 'put an image of the host into RAM: raw bytes, or what the ending says',
    run: loadImage,
  },
  state: {
    usage: 'state',
    meaning: 'what the machine is doing',
    run: (machine) => stay(`${machine.state}, ${(machine.clock.now / 1e9).toFixed(3)} s of virtual time\n`),
  },
  ...timeCommands,
  quit: {
    usage: 'quit',
    meaning: 'leave; a machine that was not saved is gone then',
    run: () => ({ text: '', next: 'quit' }),
  },
};

/** Names of the commands, for completion. */
export const operatorCommands: readonly string[] = Object.keys(commands);

/** One line at the prompt. An empty line goes back to the serial console. Afterwards `time.machine` may be another one. */
export function operatorCommand(time: TimeMachine, line: string, host: OperatorHost): OperatorAnswer {
  const [name, ...words] = line.trim().split(/\s+/);
  if (name === undefined || name === '') return resume('');
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) return stay(`"${name}" is no command of the operator; help lists them\n`);
  return command.run(time.machine, words, host, time);
}

/** Off, and on again after a time, during which the memory forgets. */
function powerGap(machine: Machine, time: string, degrees: string | undefined): OperatorAnswer {
  const offNs = parseDuration(time);
  const tempC = degrees === undefined ? undefined : Number(degrees.replace(/°?C$/, ''));
  if (offNs === undefined) return stay('power: off TIME as 500ms, 12s, 2min\n');
  if (tempC !== undefined && !(tempC >= ABSOLUTE_ZERO_C && tempC <= HOTTEST_C)) {
    return stay(`power: °C is ${ABSOLUTE_ZERO_C} to ${HOTTEST_C}\n`);
  }
  machine.powerOff();
  machine.runUntil(machine.clock.now + offNs);
  let told = '';
  const stop = machine.bus.on('machine.retentionApplied', ({ decays }) => {
    told = decays.map((facts) => `${decayWords(facts)}\n`).join('');
  });
  machine.powerOn({ offSeconds: offNs / NS_PER_S, ...(tempC !== undefined && { tempC }) });
  stop();
  return resume(told);
}

/** The bit that was meant, or why there is none. */
function flipOf(text: string, machine: Machine): Flip | string {
  const usage = 'ADDRESS:BIT, an address in RAM and a bit 0 to 7; or FIELD BIT, as console.header.size 3';
  const aimed = /^([^: ]+):([0-7])$/.exec(text);
  if (aimed !== null) {
    const address = addressOf(aimed[1]!, machine);
    return address === null ? usage : { address, bit: Number(aimed[2]) };
  }
  if (!/^[a-z]/.test(text)) return usage;
  const { board, kernel, commandLine = board.defaultCommandLine, deviceTree } = machine.options;
  const layout = regionLayout({ board, kernel: machine.kernel?.profile ?? kernel, commandLine, deviceTree });
  if (layout === undefined) return 'nothing says where the ramoops region is; use an address';
  const place = findPlace(text.replace(/(?<! bit| byte) +(\d+)$/, ' bit $1'), layout, board.byteOrder);
  if ('message' in place) {
    const { message, found, expected, known } = place;
    const more = expected ?? known?.filter((name) => !name.includes('.')).join(', ');
    return `${message}: ${found}${more === undefined ? '' : `; ${expected === undefined ? 'there are' : 'expected'} ${more}`}`;
  }
  if (place.bit === null) return usage;
  const position = bitPosition(place, place.bit);
  return { address: place.start + Math.floor(position / 8), bit: position % 8 };
}

function crashList(kernel: KernelProfile | null): string {
  const rows = [
    ...crashMeanings(),
    ['sysrq-KEY', 'a key written to /proc/sysrq-trigger'],
    ['break-KEY', 'a break on the serial line, then the key'],
  ];
  const types = crashNames(kernel).slice(crashMeanings().length);
  const list = rows.map(([name = '', meaning]) => `  ${name.padEnd(12)}  ${meaning}\n`);
  return `${list.join('')}${types.length === 0 ? '' : `  and the types of LKDTM:\n${wrapped(types)}`}`;
}

/** Words on lines of at most 80 columns. */
function wrapped(words: readonly string[]): string {
  const lines = ['   '];
  for (const word of words) {
    if (lines.at(-1)!.length + 1 + word.length > 80) lines.push('   ');
    lines.push(`${lines.pop()} ${word}`);
  }
  return `${lines.join('\n')}\n`;
}

function helpText(): string {
  const rows = Object.values(commands);
  const width = Math.max(...rows.map(({ usage }) => usage.length));
  const list = rows.map(({ usage, meaning }) => `  ${usage.padEnd(width)}  ${meaning}\n`);
  return `${list.join('')}  ${'(an empty line)'.padEnd(width)}  back to the serial console\n`;
}

function hexLine(machine: Machine, address: number, length: number): string {
  return hexdump(machine.memory.read(address, length), address)[0]!;
}
