/** The applets of Debian's BusyBox that work here, each with the folder its link lies in. */
import { ashMain } from '../../../shell/main.ts';
import type { Program } from '../../process/system-calls.ts';
import { cat } from '../gnu/cat.ts';
import { head } from '../gnu/head.ts';
import { tail } from '../gnu/tail.ts';
import { tee } from '../gnu/tee.ts';
import { busyboxInit } from '../init/busybox-init.ts';
import { date } from '../system/date.ts';
import { logger } from '../system/logger.ts';
import { modinfo } from '../system/modinfo.ts';
import { klogd, syslogd } from '../system/syslogd.ts';
import { adapted } from './applet.ts';
import { cmp } from './compare.ts';
import { dd } from './dd.ts';
import { df } from './df.ts';
import * as file from './file-applets.ts';
import { gnuApplets } from './gnu-applets.ts';
import * as identity from './identity-applets.ts';
import { countFault, withLineOption } from './line-counts.ts';
import { ls } from './ls.ts';
import * as modules from './module-applets.ts';
import * as mounts from './mount-applets.ts';
import * as path from './path-applets.ts';
import * as kernel from './system-applets.ts';
import { wc } from './wc.ts';

export interface PlacedApplet {
  readonly folder: '/bin' | '/sbin' | '/usr/bin' | '/usr/sbin';
  readonly program: Program;
}

const cannotOpen = (name: string, text: string): string => `can't open '${name}': ${text}`;

/** `sh`, by whatever name. */
const shell: Program = (system, argv) => ashMain(system, argv, system.environ);

/** An applet that is a command of the shell as well. */
const shellCommand =
  (name: string): Program =>
  (system, argv) =>
    ashMain(system, [name, '-c', `${name} "$@"`, name, ...argv.slice(1)], system.environ);

const bin: Readonly<Record<string, Program>> = {
  ash: shell,
  cat: adapted(cat, {
    usage: '[-nbvteA] [FILE]...',
    options: { short: 'etvAnbu' },
    filesFrom: 0,
    missing: cannotOpen,
    directory: () => 'read error: Is a directory',
  }),
  chgrp: file.chgrp,
  chmod: file.chmod,
  chown: file.chown,
  cp: file.cp,
  cttyhack: kernel.cttyhack,
  date: adapted(date, { usage: '[OPTIONS] [+FMT] [[-s] TIME]', options: { short: 'Rs:ud:r:I::D:' } }),
  dd,
  df,
  dmesg: kernel.dmesg,
  echo: shellCommand('echo'),
  false: identity.isFalse,
  hostname: identity.hostname,
  kill: identity.kill,
  ln: file.ln,
  ls,
  mkdir: file.mkdir,
  mknod: file.mknod,
  mount: mounts.mount,
  mv: file.mv,
  pidof: kernel.pidof,
  ps: kernel.ps,
  pwd: shellCommand('pwd'),
  rm: file.rm,
  rmdir: file.rmdir,
  sh: shell,
  sleep: identity.sleep,
  stty: identity.stty,
  sync: identity.sync,
  touch: file.touch,
  true: identity.isTrue,
  umount: mounts.umount,
  uname: identity.uname,
  usleep: identity.usleep,
};

const sbin: Readonly<Record<string, Program>> = {
  halt: kernel.halt,
  init: busyboxInit,
  insmod: modules.insmod,
  klogd,
  lsmod: modules.lsmod,
  modinfo: adapted(modinfo, { usage: '[-adlpn0] [-F keyword] MODULE', options: { short: 'adlp0F:n' }, least: 1 }),
  modprobe: modules.modprobe,
  poweroff: kernel.poweroff,
  reboot: kernel.reboot,
  rmmod: modules.rmmod,
  sysctl: kernel.sysctl,
  syslogd,
};

const usrBin: Readonly<Record<string, Program>> = {
  '[': shellCommand('['),
  basename: path.basename,
  clear: identity.clear,
  cmp,
  dirname: path.dirname,
  free: kernel.free,
  head: adapted(head, {
    usage: '[OPTIONS] [FILE]...',
    options: { short: 'n:c:qv' },
    filesFrom: 0,
    modern: withLineOption(/^-\d/),
    fault: countFault(/^-?\d+[bkm]?$/),
  }),
  id: identity.id,
  killall: kernel.killall,
  logger: adapted(logger, { usage: '[-s] [-t TAG] [-p PRIO] [MESSAGE]', options: { short: '+st:p:' } }),
  mkfifo: file.mkfifo,
  nproc: identity.nproc,
  printf: shellCommand('printf'),
  readlink: path.readlink,
  realpath: path.realpath,
  setsid: kernel.setsid,
  tail: adapted(tail, {
    usage: '[OPTIONS] [FILE]...',
    options: { short: 'fc:n:qs:vF' },
    modern: withLineOption(/^(-\d|\+)/),
    fault: countFault(/^[-+]?\d+[bkm]?$/),
    filesFrom: 0,
    missing: cannotOpen,
    nothingLeft: 'no files',
  }),
  tee: adapted(tee, { usage: '[-ai] [FILE]...', options: { short: 'ia' } }),
  test: shellCommand('test'),
  timeout: identity.timeout,
  truncate: path.truncate,
  tty: identity.tty,
  unlink: file.unlink,
  uptime: kernel.uptime,
  wc,
  which: identity.which,
  whoami: identity.whoami,
  yes: identity.yes,
};

function placed(folder: PlacedApplet['folder'], table: Readonly<Record<string, Program>>): [string, PlacedApplet][] {
  return Object.entries(table).map(([name, program]) => [name, { folder, program }]);
}

export const busyboxApplets: Readonly<Record<string, PlacedApplet>> = Object.fromEntries([
  ...placed('/bin', bin),
  ...placed('/sbin', sbin),
  ...placed('/usr/bin', usrBin),
  ...placed('/usr/bin', gnuApplets()),
]);
