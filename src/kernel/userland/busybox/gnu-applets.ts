/**
 * Applets whose work is that of a GNU tool of ours: the tool does it, BusyBox's options and messages stand around it.
 *
 * Where BusyBox does less than the tool, options it does not know are refused; where its output differs, the applet has a file of its own.
 */
import type { Blocking } from '../../../shell/posix.ts';
import { strerror } from '../../../sim/errno.ts';
import type { Program } from '../../process/system-calls.ts';
import { dumpTools } from '../gnu/dump-tools.ts';
import { fileTools } from '../gnu/file-tools.ts';
import { textTools } from '../gnu/text-tools.ts';
import { printError } from '../libc/stdio.ts';
import { type Adaption, adapted, applet, BANNER } from './applet.ts';
import { digestApplet } from './digest-check.ts';

const cannotOpen = (path: string, text: string): string => `can't open '${path}': ${text}`;
const cannotStat = (path: string, text: string): string => `can't stat '${path}': ${text}`;

/** Options in getopt's form, synopsis, files. */
const ADAPTIONS: Readonly<Record<string, Adaption>> = {
  cut: {
    usage: '[OPTIONS] [FILE]...',
    options: { short: 'b:c:d:f:ns', long: { 'output-delimiter': { argument: 'required' } } },
    filesFrom: 0,
  },
  du: { usage: '[-aHLdclsxhmk] [FILE]...', options: { short: 'aHLsxd:lchmk' }, filesFrom: 0 },
  expand: { usage: '[-i] [-t N] [FILE]...', options: { short: 'it:' }, filesFrom: 0 },
  fold: { usage: '[-bs] [-w WIDTH] [FILE]...', options: { short: 'bsw:' }, filesFrom: 0 },
  grep: {
    usage: '[-HhnlLoqvsrRiwFEz] [-m N] [-A|B|C N] { PATTERN | -e PATTERN... | -f FILE... } [FILE]...',
    options: { short: 'lnqvscFiHhe:f:Lorm:wxRA:B:C:Ez', long: { color: { argument: 'optional' } } },
    firstOperand: ['e', 'f'],
    usageStatus: 2,
  },
  hexdump: {
    usage: '[-bcdoxCv] [-e FMT] [-f FMT_FILE] [-n LEN] [-s OFS] [FILE]...',
    options: { short: 'bcdoxCve:f:n:s:' },
    filesFrom: 0,
  },
  md5sum: { usage: '[-c[sw]] [FILE]...', options: { short: 'csw' }, filesFrom: 0, missing: cannotOpen },
  mktemp: { usage: '[-dt] [-p DIR] [TEMPLATE]', options: { short: 'dqtp:u' } },
  nl: { usage: '[OPTIONS] [FILE]...', options: { short: 'b:i:l:n:s:v:w:p' }, filesFrom: 0 },
  od: {
    usage: '[-abcdfhilovxs] [-t TYPE] [-A RADIX] [-N SIZE] [-j SKIP] [-S MINSTR] [-w WIDTH] [FILE]...',
    options: { short: 'A:N:abcdfhij:lot:vxsS:w::' },
    filesFrom: 0,
  },
  paste: { usage: '[-d LIST] [-s] [FILE]...', options: { short: 'd:s' }, filesFrom: 0 },
  rev: { usage: '[FILE]...', options: { short: '' }, filesFrom: 0, missing: cannotOpen },
  sed: {
    usage: '[-i[SFX]] [-nrE] [-f FILE]... [-e CMD]... [FILE]...\nor: sed [-i[SFX]] [-nrE] CMD [FILE]...',
    options: { short: 'i::rEne:f:sz' },
    firstOperand: ['e', 'f'],
    filesFrom: 1,
  },
  seq: { usage: '[-w] [-s SEP] [FIRST [INC]] LAST', options: { short: '+ws:' }, least: 1, most: 3 },
  sha1sum: { usage: '[-c[sw]] [FILE]...', options: { short: 'csw' }, filesFrom: 0, missing: cannotOpen },
  sha256sum: { usage: '[-c[sw]] [FILE]...', options: { short: 'csw' }, filesFrom: 0, missing: cannotOpen },
  sha512sum: { usage: '[-c[sw]] [FILE]...', options: { short: 'csw' }, filesFrom: 0, missing: cannotOpen },
  shuf: { usage: '[-n NUM] [-o FILE] [-z] [FILE | -e [ARG...] | -i L-H]', options: { short: 'n:o:zei:' } },
  sort: {
    usage: '[-nrugMcszbdfiokt] [-o FILE] [-k START[.OFS][OPTS][,END[.OFS][OPTS]] [-t CHAR] [FILE]...',
    options: { short: 'nruchgMszbdfimk:o:t:T:S:' },
    filesFrom: 0,
    missingStatus: 2,
    isFatal: true,
  },
  stat: { usage: '[-ltf] [-c FMT] FILE...', options: { short: 'ltfc:L' }, least: 1, filesFrom: 0, missing: cannotStat },
  strings: { usage: '[-fo] [-t o|d|x] [-n LEN] [FILE]...', options: { short: 'fon:at:' }, filesFrom: 0 },
  tac: { usage: '[FILE]...', options: { short: '' }, filesFrom: 0 },
  tr: { usage: '[-cds] STRING1 [STRING2]', options: { short: '+Ccsdt' }, least: 1, most: 2 },
  unexpand: { usage: '[-fa][-t N] [FILE]...', options: { short: 'fat:' }, filesFrom: 0 },
  uniq: { usage: '[-cduiz] [-f,s,w N] [FILE [OUTFILE]]', options: { short: 'cduf:s:w:iz' }, most: 2, filesFrom: 0 },
  xxd: {
    usage: '[-pri] [-g N] [-c N] [-n LEN] [-s OFS] [-o OFS] [FILE]',
    options: { short: 'psrig:c:l:n:o:' },
    filesFrom: 0,
    most: 1,
  },
};

/** Tools that read words of their own kind, not options. */
const UNCHANGED = ['env', 'expr', 'factor', 'gzip', 'less', 'link', 'xargs', 'zcat'];

/** The tests and actions that Debian's build of `find` has. */
const FIND_WORDS =
  /^-(H|L|follow|xdev|maxdepth|mindepth|depth|a|o|not|and|or|name|iname|path|ipath|wholename|regex|type|executable|perm|mtime|atime|ctime|mmin|amin|cmin|newer|inum|samefile|links|user|group|size|empty|prune|print|print0|exec|ok|delete|quit|true|false)$/;
const FIND_USAGE = '[-HL] [PATH]... [OPTIONS] [ACTIONS]';

/** The GNU tool of a name, or undefined while there is none. */
function gnuTool(name: string): Program | undefined {
  for (const path of [`/usr/bin/${name}`, `/usr/sbin/${name}`]) {
    for (const table of [fileTools, textTools, dumpTools]) if (Object.hasOwn(table, path)) return table[path];
  }
  return undefined;
}

/** `find`: roots that are not there and words it does not know are told in BusyBox's way. */
function findApplet(tool: Program): Program {
  return function* (system, argv) {
    const end = argv.findIndex((word, at) => at > 0 && /^(-(?![HL]$)|[(!]$)/.test(word));
    const rootsEnd = end < 0 ? argv.length : end;
    let isExpression = false;
    for (const word of argv.slice(rootsEnd)) {
      if (isExpression) isExpression = word !== ';' && word !== '+';
      else if (/^-(exec|ok)$/.test(word)) isExpression = true;
      else if (/^-[a-z]/.test(word) && !FIND_WORDS.test(word)) {
        yield* printError(
          system,
          `find: unrecognized: ${word}\n${BANNER} multi-call binary.\n\nUsage: find ${FIND_USAGE}\n\n`,
        );
        return 1;
      }
    }
    let status = 0;
    const roots: string[] = [];
    const given = argv.slice(1, rootsEnd).filter((word) => word !== '-H' && word !== '-L');
    for (const root of given) {
      const found = system.lstat(root);
      if (typeof found === 'number') {
        yield* printError(system, `find: ${root}: ${strerror(found)}\n`);
        status = 1;
      } else roots.push(root);
    }
    if (given.length > 0 && roots.length === 0) return status;
    const result = yield* tool(system, [
      'find',
      ...argv.slice(1, rootsEnd).filter((word) => word === '-H' || word === '-L'),
      ...roots,
      ...argv.slice(rootsEnd),
    ]);
    return result === 0 ? status : result;
  };
}

/** `diff`: always unified, headed by the names alone. */
function diffApplet(tool: Program): Program {
  const frame = (names: readonly string[]): Program =>
    adapted(tool, {
      usage: '[-abBdiNqrTstw] [-L LABEL] [-S FILE] [-U LINES] FILE1 FILE2',
      options: { short: 'abdiL:NqrsS:tTU:wupB' },
      least: 2,
      most: 2,
      usageStatus: 2,
      filesFrom: 0,
      missing: cannotStat,
      missingStatus: 2,
      isFatal: true,
      extra: ['-u', ...names.flatMap((name) => [`--label=${name}`])],
    });
  return (system, argv) => frame(argv.slice(-2))(system, argv);
}

const DIGESTS = ['md5sum', 'sha1sum', 'sha256sum', 'sha512sum'] as const;
const PACKED = /\.(gz|tgz|Z)$/;

/** `gunzip`: a name that does not say it is packed is passed over in BusyBox's words. */
function gunzipApplet(tool: Program): Program {
  return applet({ usage: '[-cfkt] [FILE]...', options: { short: 'cfkt' } }, function* (run): Blocking<number> {
    const words = run.options.map(({ key }) => `-${key}`);
    const isReplacing = !run.has('c') && !run.has('t');
    const operands: string[] = [];
    for (const name of run.operands) {
      if (isReplacing && name !== '-' && !PACKED.test(name)) yield* run.error(`${name}: unknown suffix - ignored`);
      else operands.push(name);
    }
    if (operands.length === 0 && run.operands.length > 0) return run.status;
    const result = yield* tool(run.system, ['gunzip', ...words, ...(operands.length > 0 ? ['--', ...operands] : [])]);
    return result === 0 ? run.status : result;
  });
}

/** Applets by name: those whose tool is there. */
export function gnuApplets(): Readonly<Record<string, Program>> {
  const applets: Record<string, Program> = {};
  for (const [name, adaption] of Object.entries(ADAPTIONS)) {
    const tool = gnuTool(name);
    if (tool !== undefined) applets[name] = adapted(tool, adaption);
  }
  for (const name of UNCHANGED) {
    const tool = gnuTool(name);
    if (tool !== undefined) applets[name] = tool;
  }
  for (const name of DIGESTS) {
    const digest = applets[name];
    if (digest !== undefined) applets[name] = digestApplet(digest, name);
  }
  const gunzip = gnuTool('gunzip');
  if (gunzip !== undefined) applets['gunzip'] = gunzipApplet(gunzip);
  const less = gnuTool('less');
  const more = gnuTool('more');
  // Without a terminal it only copies, with no names above the files.
  if (less !== undefined && more !== undefined)
    applets['more'] = (system, argv) => (system.isatty(1) ? more : less)(system, argv);
  const find = gnuTool('find');
  if (find !== undefined) applets['find'] = findApplet(find);
  const diff = gnuTool('diff');
  if (diff !== undefined) applets['diff'] = diffApplet(diff);
  for (const name of ['egrep', 'fgrep']) {
    const grep = gnuTool('grep');
    if (grep !== undefined)
      applets[name] = adapted(grep, { ...ADAPTIONS['grep']!, extra: [name === 'egrep' ? '-E' : '-F'] });
  }
  return applets;
}
