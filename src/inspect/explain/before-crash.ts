/** The links before the crash ends: was the region kept free, did ramoops take it, was the record stored? */
import { errnoName } from '../../sim/errno.ts';
import { countText, eventEvidence, noteEvidence, rangeText, saidEvidence, trespassEvidence } from './evidence.ts';
import { type Evidence, type Link, link } from './explanation.ts';
import type { BootFacts, ConsoleNote, Trespass } from './facts.ts';
import type { Case } from './run-case.ts';
import { COLLECT_HINT, predecessorOf, successionEvidence } from './successors.ts';

/** Words of the command line that are about memory. */
const MEMORY_WORD = /^(memmap|mem|reserve_mem|crashkernel)=/;
/** Messages of a probe that failed, or of a backend that was turned away. */
const REFUSAL =
  /fail|cannot|invalid|must be|ignoring|already|error|could not|not mapped|No memory|NULL|rejected|unable|without/i;

export function reservedLink(one: Case): Link {
  const { dead } = one;
  const { region, reservation } = dead;
  if (region === null || reservation === null) {
    return link('reserved', 'nobody told this kernel where a region would be', { state: 'unknown' });
  }
  const all = { start: region.address, end: region.address + region.length };
  const { exposed, withoutRam, owners } = reservation;
  if (withoutRam.length > 0) {
    const finding = `${withoutRam.map(rangeText).join(', ')} is no RAM on board ${one.facts.board}`;
    const state = one.wasFound ? 'risky' : 'broken';
    return link('reserved', finding, { state, hint: 'the region must lie in RAM: see lastwords boot, command map' });
  }
  const image = owners.find(({ name }) => name === 'kernel image');
  if (image !== undefined) {
    const finding = `${rangeText(all)} lies on the kernel’s own image (${rangeText(image)}), which every boot loads anew`;
    return link('reserved', finding, { state: one.wasFound ? 'risky' : 'broken', hint: 'another address' });
  }
  if (exposed.length === 0) {
    const names = owners.filter(({ name }) => name !== '').map((owner) => `${rangeText(owner)} ${owner.name}`);
    const how = names.length === 0 ? 'it is no System RAM for this kernel' : names.join('; ');
    return link('reserved', `${rangeText(all)} is kept from the page allocator: ${how}`);
  }
  const where = exposed.map(rangeText).join(', ');
  const intruders = dead.trespasses.filter(({ boot }) => boot >= dead.number).filter(isAllocation);
  const evidence: Evidence[] = [
    ...memoryWords(dead),
    ...noteEvidence(dead.notes.filter(isAboutMemory)),
    ...owners.map(({ start, end, name }) =>
      eventEvidence(dead.startNs, `${rangeText({ start, end })} belongs to: ${name}`),
    ),
    ...trespassEvidence(intruders),
  ];
  const hint = reservationHint(dead, exposed);
  if (intruders.length === 0 || one.wasFound) {
    const finding = `${where} is ordinary System RAM: nobody else happened to get it`;
    return link('reserved', finding, { state: 'risky', evidence, hint });
  }
  const users = [...new Set(intruders.map(({ writer }) => writer))].join(', ');
  return link('reserved', `${where} is ordinary System RAM, and was given away: ${users}`, {
    state: 'broken',
    evidence,
    hint,
  });
}

/** Stores of the kernel's own allocators and of those whom they gave the pages to. */
function isAllocation({ writer }: Trespass): boolean {
  return writer.startsWith('kernel') ? writer !== 'kernel/ramoops' : writer === 'user space';
}

function isAboutMemory({ text }: ConsoleNote): boolean {
  return /Unknown kernel command line|OVERLAP|Reserved memory|Memory limited/.test(text);
}

function memoryWords({ commandLine, startNs }: BootFacts): Evidence[] {
  const words = commandLine.split(/\s+/).filter((word) => MEMORY_WORD.test(word));
  return words.map((word) => eventEvidence(startNs, `on the command line: ${word}`));
}

function reservationHint({ commandLine, architecture }: BootFacts, exposed: readonly { start: number }[]): string {
  const hasTree = architecture !== 'x86_64';
  if (hasTree && /(^|\s)memmap=/.test(commandLine)) {
    return `memmap= means nothing on ${architecture}: only x86 reads it. Use a reserved-memory node in the device tree, or mem=`;
  }
  if (hasTree) return 'add a node below /reserved-memory of the device tree';
  if (/(^|\s)memmap=[^\s$]*(\s|$)/.test(commandLine)) {
    return 'memmap= has lost its dollar sign: a shell or boot loader has taken it for a variable; escape it';
  }
  return `add memmap=SIZE$0x${exposed[0]!.start.toString(16)} to the command line, with the dollar sign escaped where the loader needs it`;
}

export function boundLink(one: Case): Link {
  const { dead } = one;
  const accepted = dead.offers.find(({ backend, result }) => backend === 'ramoops' && result === 0);
  const about = dead.said.filter(({ isLogged, text }) => isLogged && /ramoops|pstore/.test(text));
  if (accepted !== undefined) {
    const using = about.filter(({ text }) => /Registered ramoops|using 0x|attached 0x/.test(text));
    return link('bound', `ramoops is pstore’s backend on Linux ${dead.release}`, { evidence: saidEvidence(using) });
  }
  const refused = dead.offers.find(({ backend }) => backend === 'ramoops');
  const other = dead.offers.find(({ backend, result }) => backend !== 'ramoops' && result === 0);
  const complaints = about.filter(({ text }) => REFUSAL.test(text));
  const evidence = saidEvidence(complaints.length > 0 ? complaints : about);
  if (refused !== undefined) {
    const wish = /(?:^|\s)pstore\.backend=(\S+)/.exec(dead.commandLine)?.[1];
    const holder = other?.backend ?? wish;
    const why = holder === undefined ? '' : ` (pstore has one backend at a time, and it is ${holder})`;
    return link('bound', `pstore turned ramoops away with ${errnoName(refused.result)}${why}`, {
      state: 'broken',
      evidence: [
        ...evidence,
        ...(wish === undefined ? [] : [eventEvidence(dead.startNs, `on the command line: pstore.backend=${wish}`)]),
      ],
      hint: 'pstore.backend=ramoops on the command line',
    });
  }
  if (dead.region === null) {
    const finding = 'ramoops was not loaded, or was given no region: it said nothing of one';
    const hint =
      'it needs a reserved-memory node compatible with "ramoops", or ramoops.mem_address= and ramoops.mem_size=';
    return link('bound', finding, { state: 'broken', evidence, hint });
  }
  const hint = 'mend what the message names: sizes, address, or who has the address already';
  return link('bound', 'ramoops refused its parameters or its region', { state: 'broken', evidence, hint });
}

export function writtenLink(one: Case): Link {
  const { dead, kind } = one;
  const own = dead.stored.filter(({ frontEnd }) => frontEnd === kind);
  const done = own.filter(({ result }) => result >= 0);
  const deaths = dead.deaths.map(({ timeNs, kind: how, message }) => eventEvidence(timeNs, `${how}: ${message}`));
  if (done.length > 0) {
    const [first] = done;
    const packed = first!.compressed ? ', compressed' : '';
    const what =
      kind === 'dmesg'
        ? `${countText(done.length, 'dump')} (${first!.reason ?? 'regions of kmemdump first'}${packed})`
        : `the ${kind} front end wrote`;
    const zones = one.zones.map(({ name, address }) => `${name} at 0x${address.toString(16)}`).join(', ');
    const earlier = predecessorOf(one);
    if (earlier !== null) {
      const finding = `${what}, into ${zones}: in the place of the dump of boot ${earlier.before.number}, which nobody had collected`;
      const evidence = successionEvidence(earlier, one.facts.boots);
      return link('written', finding, { state: 'risky', evidence, hint: COLLECT_HINT });
    }
    return link('written', `${what}, into ${zones}`, { evidence: deaths.slice(-1) });
  }
  const failed = own.find(({ result }) => result < 0);
  if (failed !== undefined) {
    return link('written', `the ${kind} record was refused with ${errnoName(failed.result)}`, {
      state: 'broken',
      evidence: deaths,
    });
  }
  return link('written', ...nothingWritten(one, deaths));
}

/** Why no record was stored: what the kernel lived and died of. */
function nothingWritten(one: Case, deaths: readonly Evidence[]): [string, Partial<Link>] {
  const { dead, kind } = one;
  const { region, end, zones } = dead;
  const ending =
    end === null ? [] : [eventEvidence(end.timeNs, `the machine was reset: ${end.cause}; the kernel was ${end.state}`)];
  const broken = (finding: string, hint: string | null): [string, Partial<Link>] => [
    finding,
    { state: 'broken', evidence: [...deaths, ...ending], hint },
  ];
  if (!dead.offers.some(({ result }) => result === 0)) return broken('no backend was there to take a record', null);
  if (region !== null && !zones.some((zone) => zone.kind === kind)) {
    return broken(
      `the region has no ${kind} zone`,
      `give it room: ${kind === 'dmesg' ? 'record' : kind}_size, and mem_size`,
    );
  }
  if (kind !== 'dmesg') {
    const hint = `is the front end built in (CONFIG_PSTORE_${kind.toUpperCase()})? Debian’s kernels have neither console nor pmsg`;
    return broken(`no ${kind} front end stored anything on Linux ${dead.release}`, hint);
  }
  if (deaths.length === 0) {
    const silent = end?.state === 'hung' ? 'the CPUs hung without a panic' : 'the kernel never panicked nor oopsed';
    const how = end === null ? 'it still runs' : `it ended by ${end.cause}`;
    const hint = end?.state.includes('shuttingDown')
      ? 'an orderly end is no crash: printk.always_kmsg_dump=1 with ramoops.max_reason=0 dumps then, too'
      : 'make the hang a panic first: watchdogs of the kernel (panic_on_oops, softlockup_panic, nmi_watchdog), or read the console zone';
    return broken(`nothing was dumped: ${silent}, ${how}`, hint);
  }
  const isOopsOnly = dead.deaths.every((death) => death.kind === 'oops');
  if (isOopsOnly && region !== null && region.maxReason === 1) {
    return broken(
      'an oops was not dumped: the backend takes panics only',
      'ramoops.max_reason=2, or without no-dump-oops in the node',
    );
  }
  return broken(
    'the kernel died without reaching kmsg_dump',
    'kdump goes first unless crash_kexec_post_notifiers is set',
  );
}
