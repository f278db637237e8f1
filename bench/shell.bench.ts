/**
 * The shell engine in a loop, as scripts spend their time: simple commands a second, with the real bash beside it.
 *
 * The system under it does nothing (every call fails), so the figure is the engine's own. Each round must count as far as it was
 * told to.
 */
import { spawnSync } from 'node:child_process';
import { bashDialect } from '../src/shell/dialect.ts';
import type { Blocking } from '../src/shell/posix.ts';
import { Shell } from '../src/shell/shell.ts';
import type { ShellSystem } from '../src/shell/system.ts';
import type { BenchReport } from './report.ts';

const SECONDS = 2;
const TURNS = 20_000;
const GOAL = 100_000;

/** Name, script for so many turns, simple commands a turn, the variable that must have counted them. */
const LOOPS: readonly (readonly [string, (turns: number) => string, number])[] = [
  ['while [ ]; i=$((i+1))', (turns) => `i=0; while [ $i -lt ${turns} ]; do i=$((i+1)); done`, 2],
  [
    'for (()), case, if',
    (turns) => `for ((i=0; i<${turns}; i++)); do case $i in *5) x=5;; *) :;; esac; if true; then :; fi; done`,
    3,
  ],
  ['function call', (turns) => `f() { i=$(($1+1)); }; i=0; while [ $i -lt ${turns} ]; do f $i; done`, 3],
  [
    'prefix, "$@"',
    (turns) => `set -- a b; i=0; while [ $i -lt ${turns} ]; do y="\${1%.*}$2"; : "$@"; i=$((i+1)); done`,
    4,
  ],
];

export async function run(report: BenchReport): Promise<void> {
  for (const [name, script, perTurn] of LOOPS) {
    const ours = measureOurs(script, perTurn);
    const peer = measureBash(script, perTurn);
    report.row(
      `shell, ${name}`,
      `${Math.round(ours)} /s`,
      peer === null ? 'absent (bash)' : `${Math.round(peer)} /s bash`,
      peer === null ? null : ours / peer,
      `>= ${GOAL} /s`,
      ours >= GOAL,
    );
  }
}

/** Commands a second of CPU time. */
function measureOurs(script: (turns: number) => string, perTurn: number): number {
  const shell = new Shell(idleSystem(), { dialect: bashDialect, name: 'bash', environment: [] });
  const text = script(TURNS);
  const round = (): void => {
    const step = shell.runLine(text).next();
    const isDone = step.done === true && shell.state.variables.get('i') === String(TURNS);
    if (!isDone) throw new Error('the loop did not run to its end');
  };
  round();
  const begin = process.cpuUsage();
  let turns = 0;
  let elapsed = 0;
  while (elapsed < SECONDS) {
    round();
    turns += TURNS;
    const { user, system } = process.cpuUsage(begin);
    elapsed = (user + system) / 1e6;
  }
  return (turns * perTurn) / elapsed;
}

function measureBash(script: (turns: number) => string, perTurn: number): number | null {
  const turns = TURNS * 10;
  const begin = process.hrtime.bigint();
  const { status } = spawnSync('bash', ['--posix', '-c', script(turns)]);
  if (status !== 0) return null;
  return (turns * perTurn) / (Number(process.hrtime.bigint() - begin) / 1e9);
}

function idleSystem(): ShellSystem {
  const fails = (): number => -38;
  const nothing = function* (): Blocking<number> {
    yield;
    return -38;
  };
  return {
    pid: 2,
    ppid: 1,
    getuid: () => 0,
    geteuid: () => 0,
    getgid: () => 0,
    getegid: () => 0,
    open: fails,
    close: fails,
    read: nothing,
    write: nothing,
    lseek: fails,
    dup: fails,
    dup2: fails,
    setCloseOnExec: fails,
    pipe: fails,
    stat: fails,
    lstat: fails,
    fstat: fails,
    access: fails,
    readDirectory: fails,
    readlink: fails,
    chdir: fails,
    getcwd: () => '/',
    umask: fails,
    isatty: () => false,
    setTerminalMode: fails,
    windowSize: () => ({ rows: 24, columns: 80 }),
    tcsetpgrp: fails,
    fork: fails,
    exec: nothing,
    wait: nothing,
    kill: nothing,
    setpgid: fails,
    getpgrp: fails,
    signal: () => 'default',
    takeSignal: () => 0,
    now: () => 0,
    times: () => ({ userNs: 0, systemNs: 0, childUserNs: 0, childSystemNs: 0 }),
    spend: () => false,
    *preempt() {
      yield;
    },
    getLimit: () => null,
    setLimit: fails,
  };
}
