/**
 * Memory modules as data: how fast their cells forget, and how they are laid out.
 *
 * The figures of `ddr4-slow` were computed from raw measurement files that the Dasharo project published in January 2025
 * (ram-remanence-tester: one KF432C16BB/4 at 19 °C ambient). The others are fits or assumptions, and say so in `source`. What is not
 * modelled: refresh at marginal rates, row hammer, and cells that leak towards the wrong side.
 */

/** Fraction of charged cells lost after a time without refresh, at the profile's reference temperature. */
export type DecayLaw =
  | {
      readonly kind: 'lognormal';
      readonly medianSeconds: number;
      /** Of ln t, inside one lane. */
      readonly sigma: number;
      /** Spread of ln(median) between lanes. */
      readonly laneSigma: number;
      /** Share of the cells that belong to a weaker population with a median of its own. */
      readonly tailWeight: number;
      readonly tailMedianSeconds: number;
    }
  | {
      readonly kind: 'table';
      /** By rising time; `lost` has a fraction for each lane. */
      readonly points: readonly { readonly seconds: number; readonly lost: readonly number[] }[];
    };

export interface DramProfile {
  readonly name: string;
  /** Where the figures come from; `assumed` stands in it where nobody measured. */
  readonly source: string;
  /** null: the cells keep their charge. */
  readonly decay: DecayLaw | null;
  /** °C of the die at which the law holds. */
  readonly refTempC: number;
  /** A word is spread over `count` chips, each with `widthBytes` neighbouring bytes of it. */
  readonly lanes: { readonly count: number; readonly widthBytes: number };
  /** Blocks of rows whose charged state is 1 (true cells) take turns with blocks whose charged state is 0 (anti cells). */
  readonly blockBytes: number;
  /** Share of the anti blocks, 0 … 1. */
  readonly antiShare: number;
  /** Share of cells that take one of two retention times anew for every gap, and the ratio of the two. */
  readonly vrtShare: number;
  readonly vrtFactor: number;
  /** Bytes of one row over all chips. */
  readonly rowBytes: number;
}

const module8: Omit<DramProfile, 'name' | 'source' | 'decay'> = {
  refTempC: 19,
  lanes: { count: 8, widthBytes: 1 },
  blockBytes: 0x8000,
  antiShare: 0.5,
  vrtShare: 0,
  vrtFactor: 5,
  rowBytes: 0x2000,
};

function lognormal(medianSeconds: number, sigma: number, laneSigma: number): DecayLaw {
  return { kind: 'lognormal', medianSeconds, sigma, laneSigma, tailWeight: 0, tailMedianSeconds: medianSeconds };
}

/** Seconds off (power-up takes about 2 s more), and the lost fraction of each of the eight lanes. */
const ddr4Slow: readonly (readonly [number, ...number[]])[] = [
  [0, 0.0058, 0.0006, 0.0012, 0.0036, 0.0007, 0.0017, 0.004, 0.0039],
  [10, 0.0022, 0.0042, 0.0041, 0.0066, 0.0229, 0.0561, 0.0077, 0.0109],
  [20, 0.0154, 0.0919, 0.0599, 0.0598, 0.1489, 0.3653, 0.0909, 0.0919],
  [30, 0.0672, 0.2246, 0.1513, 0.1665, 0.2874, 0.7338, 0.2264, 0.2185],
  [40, 0.1645, 0.5118, 0.3456, 0.398, 0.5083, 0.9193, 0.5005, 0.4949],
  [50, 0.3277, 0.7834, 0.6405, 0.7085, 0.7497, 0.9636, 0.7898, 0.7527],
  [60, 0.4874, 0.8926, 0.8407, 0.8946, 0.8994, 0.9723, 0.9303, 0.8929],
  [70, 0.6046, 0.9298, 0.9395, 0.9675, 0.9658, 0.974, 0.9797, 0.9567],
  [80, 0.7264, 0.9482, 0.9882, 0.9919, 0.9905, 0.9753, 0.9954, 0.9873],
  [90, 0.8276, 0.9557, 0.9968, 0.9979, 0.9966, 0.9753, 0.9988, 0.9963],
  [100, 0.9081, 0.9598, 0.9991, 0.9993, 0.9984, 0.9754, 0.9996, 0.9989],
  [110, 0.9593, 0.9621, 0.9997, 0.9997, 0.9989, 0.976, 0.9998, 0.9996],
  [120, 0.9829, 0.964, 0.9998, 0.9998, 0.999, 0.9767, 0.9998, 0.9998],
];

/** A part of the module that fails as a whole during a gap; `severity` is each cell's chance, to the ground state. */
export type DamageCluster =
  /** Bits at places drawn from the module's seed. */
  | { readonly kind: 'bit'; readonly count: number; readonly severity: number }
  /** One row of all chips. */
  | { readonly kind: 'row'; readonly address: number; readonly severity: number }
  /** The same bit of every row: bit 0 … 7 of the byte at `address`. */
  | { readonly kind: 'column'; readonly address: number; readonly bit: number; readonly severity: number }
  /** One chip: a lane of every word. */
  | { readonly kind: 'chip'; readonly lane: number; readonly severity: number }
  | { readonly kind: 'range'; readonly start: number; readonly end: number; readonly severity: number };

/** What a reset does to a module: a time without refresh, and what start-up does to the cells afterwards. */
export interface DramGap {
  readonly profile: DramProfile;
  /** Without refresh; 0: refresh goes on, and nothing decays. Seconds. */
  readonly offSeconds: number;
  /** Of the die during the gap, °C. */
  readonly tempC: number;
  readonly tempLaw: 'exp' | 'arrhenius';
  /** Symmetric flips on top: reads at the margin while the interface is trained. Chance of each bit. */
  readonly noiseBer: number;
  readonly clusters: readonly DamageCluster[];
  /** `newKey`: the controller scrambles with another key than before, so that all contents read as noise. */
  readonly scrambler: 'none' | 'newKey';
  /** `zero`: start-up writes all memory, as machines with ECC memory must. */
  readonly eccInit: 'none' | 'zero';
}

/** By name; the names are what a scenario says. */
export const dramProfiles: readonly DramProfile[] = [
  {
    ...module8,
    name: 'ideal',
    source: 'no cell ever forgets: for comparison',
    decay: null,
  },
  {
    ...module8,
    name: 'ddr4-slow',
    source: 'measured: Dasharo ram-remanence-tester, January 2025, DDR4 UDIMM KF432C16BB/4 at 19 °C',
    decay: { kind: 'table', points: ddr4Slow.map(([seconds, ...lost]) => ({ seconds, lost })) },
  },
  {
    ...module8,
    name: 'ddr4-typical',
    source: 'assumed: log-normal between the DDR4 SO-DIMM rows of the same measurements',
    decay: lognormal(1.2, 0.8, 0.2),
  },
  {
    ...module8,
    name: 'ddr5-fast',
    source: 'assumed: the DDR5 modules of the same measurements hold nothing after a second',
    decay: lognormal(0.5, 0.7, 0.2),
  },
  {
    ...module8,
    name: 'ddr2-2008',
    source: 'assumed: inside the 2.5 to 35 s of Halderman et al., USENIX Security 2008',
    decay: lognormal(8, 0.5, 0.2),
  },
];

export function findDramProfile(name: string): DramProfile | undefined {
  return dramProfiles.find((profile) => profile.name === name);
}
