/**
 * Services of a boot beside init's own: systemd's oneshot units of sysinit.target, and the scripts of /etc/rcS.d.
 *
 * Of systemd this is what a collector of records needs: the links in `sysinit.target.wants`, drop-ins, `ConditionDirectoryNotEmpty=`, `Wants=` of
 * `modprobe@`, `StateDirectory=`, `ExecStart=`, and `After=systemd-modules-load.service`. Real systemd starts units side by side; here those without that
 * line run before the modules are loaded, which is how it goes wrong in the field, and the others behind them. Messages go to the console.
 */
import type { Blocking } from '../../../shell/posix.ts';
import type { SystemCalls } from '../../process/system-calls.ts';
import { readText, runChild, sortedNames } from '../system/program-frame.ts';

export type BootPhase = 'early' | 'late';

const WANTS = '/etc/systemd/system/sysinit.target.wants';
const SCRIPTS = '/etc/rcS.d';
const MODULES = 'systemd-modules-load.service';
/** Number of `kmod` among the scripts: those before it run before the modules are loaded. */
const KMOD_NUMBER = 20;

export function* startServices(system: SystemCalls, phase: BootPhase, environ: readonly string[]): Blocking<void> {
  for (const name of sortedNames(system, WANTS)) {
    const unit = yield* readUnit(system, name);
    const isLate = (unit.get('After') ?? []).includes(MODULES);
    if (isLate === (phase === 'late')) yield* startUnit(system, unit, environ);
  }
  for (const name of sortedNames(system, SCRIPTS)) {
    const number = /^S(\d\d)/.exec(name)?.[1];
    if (number === undefined || Number(number) >= KMOD_NUMBER !== (phase === 'late')) continue;
    yield* runChild(system, [`${SCRIPTS}/${name}`, 'start'], environ);
  }
}

type Unit = ReadonlyMap<string, readonly string[]>;

/** The words of each key, of the unit and its drop-ins; sections do not matter for these keys. */
function* readUnit(system: SystemCalls, name: string): Blocking<Unit> {
  const folder = `/etc/systemd/system/${name}.d`;
  const paths = [`${WANTS}/${name}`, ...sortedNames(system, folder).map((one) => `${folder}/${one}`)];
  const unit = new Map<string, string[]>();
  for (const path of paths) {
    const text = yield* readText(system, path);
    if (typeof text === 'number') continue;
    for (const [, key, value] of text.matchAll(/^([A-Za-z]+)=(.*)$/gm)) {
      unit.set(key!, [...(unit.get(key!) ?? []), ...value!.trim().split(/\s+/)]);
    }
  }
  return unit;
}

/** A unit whose condition does not hold, once what it wants has been started, is passed by without a word. */
function holds(system: SystemCalls, unit: Unit): boolean {
  return (unit.get('ConditionDirectoryNotEmpty') ?? []).every((path) => sortedNames(system, path).length > 0);
}

function* startUnit(system: SystemCalls, unit: Unit, environ: readonly string[]): Blocking<void> {
  for (const wanted of unit.get('Wants') ?? []) {
    const module = /^modprobe@(.+)\.service$/.exec(wanted)?.[1];
    if (module !== undefined) yield* runChild(system, ['modprobe', '-abq', module], environ);
  }
  if (!holds(system, unit)) return;
  for (const folder of unit.get('StateDirectory') ?? []) {
    yield* runChild(system, ['mkdir', '-p', `/var/lib/${folder}`], environ);
  }
  const command = unit.get('ExecStart');
  if (command !== undefined) yield* runChild(system, command, environ);
}
