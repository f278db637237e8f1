/** `tty` and `stty` of coreutils 9.1: those settings of a terminal that the kernel's line discipline has. */
import { type Blocking, O_NONBLOCK, O_RDONLY } from '../../../shell/posix.ts';
import { strerror } from '../../../sim/errno.ts';
import type { SystemCalls, TerminalSettings } from '../../process/system-calls.ts';
import { quote, quoteFile } from '../libc/quote.ts';
import { defineTool, type Tool } from '../libc/usage.ts';

export const tty = defineTool(
  {
    name: 'tty',
    synopsis: ['[OPTION]...'],
    summary: 'Shows the name of the terminal on standard input.',
    help: ['-s, --silent, --quiet  print nothing'],
    usageStatus: 2,
  },
  function* (tool): Blocking<number> {
    let isSilent = false;
    for (const { key } of tool.options({ short: 's', long: { silent: { key: 's' }, quiet: { key: 's' } } })) {
      if (key === 's') isSilent = true;
      else throw yield* tool.standardOption(key);
    }
    yield* tool.endOptions();
    if (tool.operands[0] !== undefined) throw yield* tool.usageError(`extra operand ${quote(tool.operands[0])}`);
    const is = tool.system.isatty(0);
    if (!isSilent) yield* tool.out.put(is ? `${terminalPath(tool.system, 0)}\n` : 'not a tty\n');
    return is ? 0 : 1;
  },
);

/** `ttyname`. */
export function terminalPath(system: SystemCalls, fd: number): string {
  const path = system.readlink(`/proc/self/fd/${fd}`);
  return typeof path === 'string' ? path : '/dev/tty';
}

type Flag = Exclude<keyof TerminalSettings, never>;

/** Words and what they set; a dash before one takes it back. */
const WORDS: Readonly<Record<string, Flag>> = {
  icanon: 'canonical',
  echo: 'echo',
  isig: 'signals',
  icrnl: 'mapReturn',
  ixon: 'flowControl',
  onlcr: 'mapNewline',
  tostop: 'stopWriters',
};

const COMBINATIONS: Readonly<Record<string, Partial<TerminalSettings>>> = {
  sane: {
    canonical: true,
    echo: true,
    signals: true,
    mapReturn: true,
    flowControl: true,
    mapNewline: true,
    stopWriters: false,
  },
  cooked: { canonical: true, signals: true, mapReturn: true, flowControl: true, mapNewline: true },
  '-raw': { canonical: true, signals: true, mapReturn: true, flowControl: true, mapNewline: true },
  raw: { canonical: false, signals: false, mapReturn: false, flowControl: false, mapNewline: false },
  '-cooked': { canonical: false, signals: false, mapReturn: false, flowControl: false, mapNewline: false },
  cbreak: { canonical: false },
  '-cbreak': { canonical: true },
};

const SPEED = 115200;

export const stty = defineTool(
  {
    name: 'stty',
    synopsis: ['[-F DEVICE | --file=DEVICE] [SETTING]...', '[-F DEVICE | --file=DEVICE] [-a|--all]'],
    summary: 'Shows or changes the settings of a terminal.',
    help: ['-a, --all          all settings', '-F, --file=DEVICE  this terminal instead of standard input'],
  },
  function* (tool): Blocking<number> {
    let all = false;
    let device: string | null = null;
    // Settings may begin with a dash: only what is an option is taken for one.
    const words: string[] = [];
    for (let at = 1; at < tool.argv.length; at++) {
      const word = tool.argv[at]!;
      if (word === '-F' || word === '--file') device = tool.argv[++at] ?? '';
      else if (word.startsWith('--file=')) device = word.slice('--file='.length);
      else if (word === '-a' || word === '--all') all = true;
      else if (word === '--help' || word === '--version') throw yield* tool.standardOption(word.slice(2));
      else words.push(word);
    }
    const fd = device === null ? 0 : tool.system.open(device, O_RDONLY | O_NONBLOCK);
    if (fd < 0) throw yield* tool.die(quoteFile(device!), fd);
    const settings = tool.system.terminalSettings(fd);
    const where = device === null ? quote('standard input') : quoteFile(device);
    const unknown = words.find((word) => !isKnown(word));
    if (unknown !== undefined) throw yield* tool.usageError(`invalid argument ${quote(unknown)}`);
    if (typeof settings === 'number') throw yield* tool.die(`${where}: ${strerror(settings)}`);
    if (words.length === 0) {
      yield* tool.out.put(all ? allText(tool, fd, settings) : briefText(settings));
      return 0;
    }
    return yield* apply(tool, fd, settings, words);
  },
);

function isKnown(word: string): boolean {
  const plain = word.replace(/^-/, '');
  return (
    Object.hasOwn(COMBINATIONS, word) ||
    Object.hasOwn(WORDS, plain) ||
    word === 'size' ||
    word === 'speed' ||
    /^\d+$/.test(word)
  );
}

function* apply(tool: Tool, fd: number, before: TerminalSettings, words: readonly string[]): Blocking<number> {
  let settings = before;
  const { rows, columns } = tool.system.windowSize(fd);
  for (const word of words) {
    const isOff = word.startsWith('-');
    const flag = WORDS[isOff ? word.slice(1) : word];
    if (word === 'size') yield* tool.out.put(`${rows} ${columns}\n`);
    else if (word === 'speed') yield* tool.out.put(`${SPEED}\n`);
    else if (Object.hasOwn(COMBINATIONS, word)) settings = { ...settings, ...COMBINATIONS[word] };
    else if (flag !== undefined) settings = { ...settings, [flag]: !isOff };
  }
  if (settings !== before) {
    const result = tool.system.setTerminalSettings(fd, settings);
    if (result < 0) throw yield* tool.die(`${quote('standard input')}: ${strerror(result)}`);
  }
  return 0;
}

/** Only what differs from `sane`. */
function briefText(settings: TerminalSettings): string {
  const sane = COMBINATIONS['sane']!;
  const changed = Object.entries(WORDS)
    .filter(([, flag]) => settings[flag] !== sane[flag])
    .map(([word, flag]) => (settings[flag] ? word : `-${word}`));
  return `speed ${SPEED} baud; line = 0;\n${changed.length > 0 ? `${changed.join(' ')}\n` : ''}`;
}

function allText(tool: Tool, fd: number, settings: TerminalSettings): string {
  const { rows, columns } = tool.system.windowSize(fd);
  const on = (flag: Flag, word: string): string => (settings[flag] ? word : `-${word}`);
  return `speed ${SPEED} baud; rows ${rows}; columns ${columns}; line = 0;
intr = ^C; quit = ^\\; erase = ^?; kill = ^U; eof = ^D; eol = <undef>;
eol2 = <undef>; swtch = <undef>; start = ^Q; stop = ^S; susp = ^Z; rprnt = ^R;
werase = ^W; lnext = ^V; discard = ^O; min = 1; time = 0;
-parenb -parodd -cmspar cs8 hupcl -cstopb cread clocal -crtscts
-ignbrk -brkint -ignpar -parmrk -inpck -istrip -inlcr -igncr ${on('mapReturn', 'icrnl')} ${on('flowControl', 'ixon')} -ixoff
-iuclc -ixany -imaxbel -iutf8
opost -olcuc -ocrnl ${on('mapNewline', 'onlcr')} -onocr -onlret -ofill -ofdel nl0 cr0 tab0 bs0 vt0 ff0
${on('signals', 'isig')} ${on('canonical', 'icanon')} iexten ${on('echo', 'echo')} echoe echok -echonl -noflsh -xcase ${on('stopWriters', 'tostop')} -echoprt echoctl
echoke -flusho -extproc
`;
}
