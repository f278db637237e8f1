/** The colours of `ls --color`: LS_COLORS and the built-in ones (coreutils 9.1 `src/ls.c`, `parse_ls_color`, `src/dircolors.hin`). */
import { compilePattern } from '../../../shell/pattern.ts';

/** What a file is, for its colour. */
export interface ColoredFile {
  readonly name: string;
  /** Absent: status unknown; then `type` counts. */
  readonly mode: number | null;
  /** File type bits. */
  readonly type: number;
  readonly nlink: number;
  /** `broken`: a link to nowhere; `missing`: what such a link leads to. */
  readonly link: 'ok' | 'broken' | 'missing';
}

const builtIn: Readonly<Record<string, string>> = {
  lc: '\x1b[',
  rc: 'm',
  ec: '',
  rs: '0',
  no: '',
  fi: '',
  di: '01;34',
  ln: '01;36',
  pi: '33',
  so: '01;35',
  bd: '01;33',
  cd: '01;33',
  mi: '',
  or: '',
  ex: '01;32',
  do: '01;35',
  su: '37;41',
  sg: '30;43',
  st: '37;44',
  ow: '34;42',
  tw: '30;42',
  ca: '',
  mh: '',
  cl: '\x1b[K',
};

/** Terminals that are known to show colours. */
const terminals = [
  'Eterm',
  'ansi',
  '*color*',
  'con[0-9]*x[0-9]*',
  'cons25',
  'console',
  'cygwin',
  '*direct*',
  'dtterm',
  'gnome',
  'hurd',
  'jfbterm',
  'konsole',
  'kterm',
  'linux',
  'linux-c',
  'mlterm',
  'putty',
  'rxvt*',
  'screen*',
  'st',
  'terminator',
  'tmux*',
  'vt100',
  'vt220',
  'xterm*',
];

/** The colours to use; null when the terminal is not known to have any, or LS_COLORS cannot be read. */
export function readColors(spec: string | undefined, terminal: string | undefined): LsColors | null {
  if (spec === undefined || spec === '') {
    const known = terminals.some((name) => compilePattern(name, { extended: false }).matches(terminal ?? ''));
    return known && terminal ? new LsColors({}, []) : null;
  }
  const codes: Record<string, string> = {};
  const suffixes: [string, string][] = [];
  for (const entry of spec.split(':')) {
    if (entry === '') continue;
    const equals = entry.indexOf('=');
    if (equals < 0) return null;
    const name = entry.slice(0, equals);
    const code = readEscapes(entry.slice(equals + 1));
    if (name.startsWith('*')) suffixes.unshift([readEscapes(name.slice(1)), code]);
    else if (Object.hasOwn(builtIn, name)) codes[name] = code;
    else return null;
  }
  return new LsColors(codes, suffixes);
}

/** `\e`, `^[`, `\033` and their kin. */
function readEscapes(text: string): string {
  const letters: Readonly<Record<string, string>> = {
    a: '\x07',
    b: '\b',
    e: '\x1b',
    f: '\f',
    n: '\n',
    r: '\r',
    t: '\t',
    v: '\v',
    _: ' ',
    '?': '\x7f',
  };
  return text.replace(
    /\\([0-7]{1,3}|x[0-9a-fA-F]{1,2}|[\s\S])|\^([@-~?])/g,
    (_, escaped?: string, control?: string) => {
      if (control !== undefined) return control === '?' ? '\x7f' : String.fromCharCode(control.charCodeAt(0) & 0x1f);
      if (/^[0-7]/.test(escaped!)) return String.fromCharCode(Number.parseInt(escaped!, 8) & 0xff);
      if (/^x./.test(escaped!)) return String.fromCharCode(Number.parseInt(escaped!.slice(1), 16));
      return letters[escaped!] ?? escaped!;
    },
  );
}

export class LsColors {
  readonly #codes: Readonly<Record<string, string>>;
  readonly #suffixes: readonly (readonly [string, string])[];
  #isUsed = false;

  constructor(codes: Readonly<Record<string, string>>, suffixes: readonly (readonly [string, string])[]) {
    this.#codes = { ...builtIn, ...codes };
    this.#suffixes = suffixes;
  }

  /** Whether links must be looked through for their colour. */
  get looksThroughLinks(): boolean {
    return this.isColored('or') || this.isColored('mi') || this.followsLinks;
  }

  /** `ln=target`: a link looks like what it leads to. */
  get followsLinks(): boolean {
    return this.#codes['ln'] === 'target';
  }

  isColored(kind: string): boolean {
    const code = this.#codes[kind] ?? '';
    return code !== '' && code !== '0' && code !== '00';
  }

  /** The sequence that begins a name's colour; empty for none. */
  begin(file: ColoredFile): string {
    const code = this.#codeOf(file);
    if (code === null) return '';
    const start = this.#isUsed ? '' : this.end();
    this.#isUsed = true;
    const normal = this.isColored('no') ? this.end() : '';
    return `${start}${normal}${this.#codes['lc']}${code}${this.#codes['rc']}`;
  }

  /** The sequence behind a coloured name. */
  end(): string {
    const { ec, lc, rs, rc } = this.#codes as Record<'ec' | 'lc' | 'rs' | 'rc', string>;
    return ec !== '' ? ec : `${lc}${rs}${rc}`;
  }

  get clearToEndOfLine(): string {
    return this.#codes['cl']!;
  }

  #codeOf(file: ColoredFile): string | null {
    let kind = this.#kindOf(file);
    if (kind === 'fi') {
      const suffix = this.#suffixes.find(([end]) => file.name.endsWith(end));
      if (suffix !== undefined) return suffix[1];
    }
    if (kind === 'ln' && file.link === 'broken' && (this.followsLinks || this.isColored('or'))) kind = 'or';
    const code = this.#codes[kind]!;
    return code === '' ? null : code;
  }

  #kindOf({ mode, type, nlink, link }: ColoredFile): string {
    if (link === 'missing' && this.isColored('mi')) return 'mi';
    const first = (...kinds: readonly (readonly [boolean, string])[]) =>
      kinds.find(([applies, kind]) => applies && this.isColored(kind))?.[1];
    switch (type) {
      case 0o100000:
        if (mode === null) return 'fi';
        return (
          first(
            [(mode & 0o4000) !== 0, 'su'],
            [(mode & 0o2000) !== 0, 'sg'],
            [(mode & 0o111) !== 0, 'ex'],
            [nlink > 1, 'mh'],
          ) ?? 'fi'
        );
      case 0o040000:
        if (mode === null) return 'di';
        return (
          first([(mode & 0o1002) === 0o1002, 'tw'], [(mode & 0o0002) !== 0, 'ow'], [(mode & 0o1000) !== 0, 'st']) ??
          'di'
        );
      case 0o120000:
        return 'ln';
      case 0o010000:
        return 'pi';
      case 0o140000:
        return 'so';
      case 0o060000:
        return 'bd';
      case 0o020000:
        return 'cd';
      default:
        return 'or';
    }
  }
}
