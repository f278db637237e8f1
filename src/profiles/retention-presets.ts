/**
 * What a reset does to RAM, by name: the presets that a scenario and `lastwords boot --retention` take.
 *
 * Those of a memory module say how its cells forget when the power was off; the time and the temperature may be said where
 * the preset is used. `source` names the publication, and says `assumed` where nobody measured.
 */
import type { RetentionRule } from './board.ts';
import { type DramGap, type DramProfile, findDramProfile } from './dram.ts';

/** Without refresh where nobody says how long, seconds; and how warm the memory was then, °C. */
const OFF_SECONDS = 10;
const ROOM_C = 25;
/** Halderman et al. cooled with spray from a can. °C. */
const SPRAY_C = -50;
/** Near what parity of 16 bytes for 128 repairs most of the time. */
const UNIFORM_BER = 1e-4;

/** What can be said of a temperature, °C. Beyond the upper end silicon is broken, not forgetful. */
export const ABSOLUTE_ZERO_C = -273.15;
export const HOTTEST_C = 150;

export interface RetentionPreset {
  readonly name: string;
  readonly meaning: string;
  readonly source: string;
  readonly outcome: RetentionRule['outcome'];
}

/** A gap in which only time does something. */
export function plainGap(profile: DramProfile, time: Partial<Pick<DramGap, 'offSeconds' | 'tempC'>> = {}): DramGap {
  return {
    profile,
    offSeconds: OFF_SECONDS,
    tempC: ROOM_C,
    ...time,
    tempLaw: 'arrhenius',
    noiseBer: 0,
    clusters: [],
    scrambler: 'none',
    eccInit: 'none',
  };
}

const module = (name: string, meaning: string): RetentionPreset => {
  const profile = findDramProfile(name)!;
  return { name, meaning, source: profile.source, outcome: { gap: plainGap(profile) } };
};

export const retentionPresets: readonly RetentionPreset[] = [
  {
    name: 'warm-ideal',
    meaning: 'refresh goes on, nothing changes',
    source: 'assumed: a controller that stays alive over the reset',
    outcome: 'kept',
  },
  {
    name: 'warm-firmware',
    meaning: 'refresh goes on; only what the firmware writes is gone (`firmware: { overwrite: … }`)',
    source: 'assumed: the same controller, the ranges are those of the board or the scenario',
    outcome: 'kept',
  },
  module('ddr4-slow', 'a DDR4 module that remembers long: half of it after 40 s'),
  module('ddr4-typical', 'a common DDR4 module: half of it after about a second'),
  module('ddr5-fast', 'a DDR5 module: half of it after half a second'),
  module('ddr2-2008', 'a DDR2 module: half of it after eight seconds'),
  {
    name: 'cold-spray',
    meaning: 'the module of ddr2-2008, cooled to -50 °C before the power goes',
    source:
      'assumed: ddr2-2008 by Arrhenius’ law; Halderman et al. measured losses of some 0.1 % a minute at that temperature',
    outcome: { gap: plainGap(findDramProfile('ddr2-2008')!, { tempC: SPRAY_C }) },
  },
  {
    name: 'uniform',
    meaning: `each bit flips with chance ${UNIFORM_BER}, charged or not`,
    source: 'assumed: no physics, for comparison with the theory of the error-correcting code',
    outcome: { bitErrorRate: UNIFORM_BER },
  },
];

export function findRetentionPreset(name: string): RetentionPreset | undefined {
  return retentionPresets.find((preset) => preset.name === name);
}

/**
 * What a loss of power leaves, on boards whose module nobody measured: nothing, when it is not said how long it took, else what
 * common DDR4 memory would [assumed].
 */
export const forgetsAll: readonly RetentionRule[] = [
  { region: 'all', outcome: 'lost', module: findDramProfile('ddr4-typical')! },
];

/** A supply that sags: cells that were due for a refresh lose their charge, a few of them when it is not said how long it took [assumed]. */
export const sags: readonly RetentionRule[] = [
  { region: 'all', outcome: { bitErrorRate: 1e-5 }, module: findDramProfile('ddr4-typical')! },
];

/** Cells that keep their charge: for boards where only start-up damages RAM. */
export const idealModule: DramProfile = findDramProfile('ideal')!;
