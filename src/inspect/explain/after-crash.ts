/** The links from the reset on: did the record survive, did others leave it alone, was it recognised, is it still there? */
import type { RamoopsRegion } from '../../hardware/world-events.ts';
import type { ReadZone } from '../region-reading.ts';
import {
  countText,
  damageEvidence,
  eventEvidence,
  headerEvidence,
  noteEvidence,
  saidEvidence,
  trespassEvidence,
} from './evidence.ts';
import { type Evidence, type Link, link } from './explanation.ts';
import type { BootFacts, Said, Trespass, UBootLook, ZoneDamage } from './facts.ts';
import { DAMAGE_MAX, RAMOOPS_WRITER } from './region-watch.ts';
import type { Case } from './run-case.ts';
import { COLLECT_HINT, successionEvidence, successorOf } from './successors.ts';

/** What ramoops and pstore say of a record that they do not take for one. */
const TELLING = /no valid data|invalid buffer|uncorrectable|decompress|error in header|failed to create/;
const LOADERS: readonly string[] = ['uboot', 'firmware', 'loader'];

export function survivedLink(one: Case): Link {
  const { dead, wasFound } = one;
  if (dead.end === null) {
    return link('survived', 'there was no reset since', { state: 'unknown' });
  }
  const addresses = new Set(one.zones.map(({ address }) => address));
  const own = dead.damage.filter(({ zone }) => addresses.has(zone.address));
  const reset = eventEvidence(dead.end.timeNs, resetText(dead.end.cause));
  const [worst] = own.toSorted((a, b) => b.header.length - a.header.length || b.bits - a.bits);
  if (worst === undefined)
    return link('survived', `not a bit of it changed (${resetText(dead.end.cause)})`, { evidence: [reset] });
  const what = damageText(worst);
  if (wasFound)
    return link('survived', `${what}; it was mended`, { evidence: own.flatMap(damageEvidence).slice(0, 6) });
  const ecc = dead.region?.eccSize ?? 0;
  return link('survived', what, {
    state: 'broken',
    evidence: [reset, ...own.flatMap(damageEvidence).slice(0, 6)],
    hint: survivalHint(worst, dead.end.cause, ecc),
  });
}

function resetText(cause: string): string {
  return cause === 'off' ? 'the power was switched off' : `reset: ${cause}`;
}

function damageText({ zone, header, bytes, bits, causes }: ZoneDamage): string {
  const why = causes.join(', ');
  if (bytes >= DAMAGE_MAX || bytes * 2 > zone.sizeBytes) return `${zone.name} is gone: ${why}`;
  const where = header.length > 0 ? `, ${countText(header.length, 'byte')} of its header` : '';
  return `${countText(bits, 'bit')} of ${zone.name} flipped${where}: ${why}`;
}

function survivalHint({ zone, bytes, causes }: ZoneDamage, cause: string, ecc: number): string {
  if (causes.some((one) => one.startsWith('cache'))) {
    return 'what is in the CPU’s cache is lost at such a reset: mem_type=0 or 1, or flush before the reset';
  }
  if (bytes * 2 > zone.sizeBytes || bytes >= DAMAGE_MAX) {
    return cause === 'power-loss' || cause === 'off'
      ? 'RAM without power forgets: let a watchdog or the panic do a warm reset instead (panic=), with the supply kept up'
      : `this board’s RAM does not outlive a ${cause} reset: use another one (panic=, reboot=warm), or newer firmware`;
  }
  return ecc === 0
    ? 'ramoops.ecc=1 (ecc-size = <16>): 16 parity bytes a block mend 8 bytes a block, and the header too'
    : `more parity: with ${ecc} bytes a block ${Math.floor(ecc / 2)} bytes can be mended`;
}

export function untouchedLink(one: Case): Link {
  const { dead, later, reader, zones } = one;
  const succession = successorOf(one);
  if (succession !== null) {
    const { after, names } = succession;
    const finding = `boot ${after.number} (Linux ${after.release}) crashed too, and its dump took the place of ${names.join(', ')}: nobody had collected it`;
    const evidence = successionEvidence(succession, one.facts.boots);
    return link('untouched', finding, { state: 'broken', evidence, hint: COLLECT_HINT });
  }
  const firstReader = reader?.who === 'linux' ? reader.boot.number : Number.POSITIVE_INFINITY;
  const foreign = dead.trespasses.filter((trespass) => {
    const isInZone = zones.some(
      ({ address, sizeBytes }) => trespass.start < address + sizeBytes && trespass.end > address,
    );
    if (!isInZone) return false;
    return trespass.writer === RAMOOPS_WRITER ? trespass.boot < firstReader && isOtherTenant(one, trespass) : true;
  });
  const [first] = foreign;
  if (first === undefined) return link('untouched', 'nobody else stored to its zone');
  if (one.wasFound) return link('untouched', `${first.writer} stored to its zone, and did no harm`, { state: 'risky' });
  const writers = [...new Set(foreign.map(({ writer }) => writer))];
  const tenant = writers.includes(RAMOOPS_WRITER) ? later.find(({ number }) => number === first.boot) : undefined;
  const evidence = trespassEvidence(foreign);
  if (tenant?.region !== undefined && tenant.region !== null && dead.region !== null) {
    const who = `boot ${tenant.number} (Linux ${tenant.release})`;
    const wrong = regionEvidence(tenant.region, dead.region, tenant.startNs);
    if (wrong.length === 0) {
      const hint = 'read it in the first boot after the crash';
      return link('untouched', `${who} began its own log there, as every boot does`, {
        state: 'broken',
        evidence,
        hint,
      });
    }
    return link('untouched', `${who} made zones of its own there before anybody looked`, {
      state: 'broken',
      evidence: [...wrong, ...saidEvidence(tellingOf(zones, tenant)), ...evidence],
      hint: 'every kernel that boots on this machine needs the same region, sizes and ECC',
    });
  }
  return link('untouched', `${writers.join(', ')} stored over it`, {
    state: 'broken',
    evidence,
    hint: writers.some((writer) => LOADERS.includes(writer))
      ? 'the loader uses this RAM at every start: move the region away from the top of RAM, its load addresses and its stack'
      : 'find the owner of that store: the region must belong to ramoops alone',
  });
}

/** A kernel in between with another layout; with the same one it begins its logs anew, and leaves dumps alone. */
function isOtherTenant({ later, dead, kind }: Case, { boot }: Trespass): boolean {
  const region = later.find(({ number }) => number === boot)?.region ?? null;
  return kind !== 'dmesg' || (region !== null && dead.region !== null && differences(region, dead.region).length > 0);
}

const layoutKeys = ['address', 'length', 'recordSize', 'consoleSize', 'ftraceSize', 'pmsgSize', 'eccSize'] as const;

function differences(
  theirs: Partial<RamoopsRegion>,
  ours: RamoopsRegion,
): { readonly key: string; readonly theirs: number; readonly ours: number }[] {
  return layoutKeys.flatMap((key) => {
    const value = theirs[key];
    return value === undefined || value === ours[key] ? [] : [{ key, theirs: value, ours: ours[key] }];
  });
}

function regionEvidence(theirs: Partial<RamoopsRegion>, ours: RamoopsRegion, timeNs: number): Evidence[] {
  const number = (key: string, value: number) => (key === 'eccSize' ? String(value) : `0x${value.toString(16)}`);
  return differences(theirs, ours).map((one) =>
    eventEvidence(
      timeNs,
      `${one.key}: ${number(one.key, one.theirs)} there, ${number(one.key, one.ours)} for the writer`,
    ),
  );
}

export function recognisedLink(one: Case): Link {
  const { reader } = one;
  if (reader === null) {
    const { state } = one.facts;
    return link(
      'recognised',
      `nobody has looked yet: no kernel has booted since, and no pstore display (state ${state})`,
      {
        state: 'broken',
        hint:
          one.dead.end === null
            ? 'the machine must start again: panic=SECONDS, or a watchdog'
            : 'boot a kernel and mount pstorefs',
      },
    );
  }
  return reader.who === 'uboot' ? recognisedByUBoot(one, reader.look) : recognisedByLinux(one, reader.boot);
}

function recognisedByUBoot(one: Case, look: UBootLook): Link {
  const { dead, classes, facts } = one;
  const lines = noteEvidence(facts.loaderNotes.filter(({ timeNs }) => timeNs >= look.timeNs));
  if (one.wasFound) return link('recognised', `U-Boot shows ${classText(one)}`, { evidence: lines });
  const { timeNs, afterBoot: _, ...sizes } = look;
  const wrong = dead.region === null ? [] : regionEvidence(sizes, dead.region, timeNs);
  if (wrong.length > 0) {
    return link('recognised', 'U-Boot looked elsewhere, or with other sizes, than Linux wrote', {
      state: 'broken',
      evidence: wrong,
      hint: 'pstore set ADDRESS LENGTH RECORD CONSOLE FTRACE PMSG, or CONFIG_CMD_PSTORE_MEM_ADDR and its kin, as the kernel has them',
    });
  }
  if (dead.stored.some(({ frontEnd, compressed }) => frontEnd === one.kind && compressed)) {
    return link('recognised', 'the record is compressed, and U-Boot cannot inflate it', {
      state: 'broken',
      evidence: lines,
      hint: 'pstore.compress=none on the kernel’s command line',
    });
  }
  const got = classes.size === 0 ? 'nothing' : classText(one);
  return link('recognised', `U-Boot shows ${got}`, { state: 'broken', evidence: lines });
}

function recognisedByLinux(one: Case, boot: BootFacts): Link {
  const { dead } = one;
  const who = `boot ${boot.number} (Linux ${boot.release})`;
  const logged = boot.said.filter(({ isLogged }) => isLogged);
  const isBound = boot.offers.some(({ backend, result }) => backend === 'ramoops' && result === 0);
  if (one.wasFound) {
    const files = boot.mounts.at(-1)?.files ?? [];
    return link('recognised', `Linux shows ${classText(one)}${files.length === 0 ? '' : `: ${files.join(', ')}`}`);
  }
  if (!isBound) {
    return link('recognised', `${who} has no ramoops of its own, so that nobody reads the region`, {
      state: 'broken',
      evidence: saidEvidence(logged),
      hint: 'load ramoops there with the same parameters',
    });
  }
  const evidence = findingEvidence(one, boot);
  if (boot.region !== null && dead.region !== null) {
    const wrong = regionEvidence(boot.region, dead.region, boot.startNs);
    if (wrong.length > 0) {
      return link('recognised', `${who} looked with another layout than the one that wrote`, {
        state: 'broken',
        evidence: [...wrong, ...evidence],
        hint: 'every kernel that boots on this machine needs the same region, sizes and ECC',
      });
    }
  }
  if (boot.mounts.length === 0) {
    return link('recognised', `pstorefs is not mounted: nobody has asked ${who}`, {
      state: 'broken',
      evidence,
      hint: 'mount -t pstore pstore /sys/fs/pstore',
    });
  }
  const isPacked = boot.mounts.some(({ files }) => files.some((name) => name.endsWith('.enc.z')));
  const hint = isPacked
    ? 'boot with the compressor of the kernel that wrote (pstore.compress=), then delete the file'
    : null;
  return link('recognised', `${who} got ${classText(one)}`, { state: 'broken', evidence, hint });
}

/** What the reader found in the zones and said of them; failures to inflate come at the mount. */
function findingEvidence({ zones }: Case, boot: BootFacts): Evidence[] {
  const found = zones.flatMap((zone) => {
    const at = boot.zones.findIndex(({ address }) => address === zone.address);
    const bytes = boot.foundHeaders[at];
    const order = boot.region?.byteOrder ?? 'little';
    return bytes === undefined || at < 0 ? [] : headerEvidence(zone, bytes, order);
  });
  return [...saidEvidence(tellingOf(zones, boot)), ...found.slice(0, 6)];
}

/** What a kernel said of these zones when it found them, or of their records. */
function tellingOf(zones: readonly ReadZone[], boot: BootFacts): Said[] {
  const addresses = new Set(zones.map(({ address }) => address));
  return aboutZones(boot.said, addresses).filter(({ text }) => TELLING.test(text));
}

/** Without the messages about other zones: those come before the line that says which zone was attached. */
function aboutZones(said: readonly Said[], addresses: ReadonlySet<number>): Said[] {
  const kept: Said[] = [];
  let pending: Said[] = [];
  for (const one of said) {
    const attached = /^.*: attached .*@0x([0-9a-f]+): /.exec(one.text);
    if (attached === null) pending.push(one);
    else {
      if (addresses.has(Number.parseInt(attached[1]!, 16))) kept.push(...pending);
      pending = [];
    }
  }
  return [...kept, ...pending];
}

function classText({ classes, zones }: Case): string {
  return zones.map(({ name }) => `${name} ${classes.get(name) ?? 'lost'}`).join(', ');
}

export function uncollectedLink(one: Case): Link {
  const { later, kind, zones } = one;
  const erased = later.flatMap((boot) =>
    boot.erased
      .filter(
        ({ frontEnd, id }) => frontEnd === kind && zones.some(({ name }) => name === kind || name === `${kind}[${id}]`),
      )
      .map((record) => ({ ...record, boot: boot.number })),
  );
  const [first] = erased;
  if (first === undefined) {
    return link('uncollected', 'nobody has unlinked its file', one.reader === null ? { state: 'unknown' } : {});
  }
  const finding = `${first.by} unlinked ${kind}-ramoops-${first.id} in boot ${first.boot}: the record is erased, not moved by the kernel`;
  const evidence = erased
    .slice(0, 6)
    .map(({ timeNs, frontEnd, id, by }) => eventEvidence(timeNs, `${by} unlinked ${frontEnd}-ramoops-${id}`));
  const hint =
    'look where the collector puts its copies (systemd-pstore: /var/lib/systemd/pstore); the data behind the cleared header can be undeleted: lastwords autopsy';
  return link('uncollected', finding, { state: 'broken', evidence, hint });
}
