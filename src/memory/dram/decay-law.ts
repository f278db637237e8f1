/**
 * How much a memory module forgets in a gap of so many seconds at such a temperature, lane by lane.
 *
 * Temperature stretches time, by one of two laws: `exp` (46.5 % shorter retention for each 10 °C, as Liu et al. measured
 * between 45 and 85 °C) or `arrhenius` (0.59 eV, which equals it near 57 °C). Both are extrapolated in the cold; below -60 °C the
 * temperature is held. A lost fraction never falls with time: where a measured table does (its first row has damage that is
 * no leakage), the smaller later value holds.
 */
import type { DecayLaw, DramProfile } from '../../profiles/dram.ts';
import { assert } from '../../sim/assert.ts';
import { mix } from './cell-random.ts';
import { phi, probit } from './normal.ts';

export type TempLaw = 'exp' | 'arrhenius';

/** 1/°C. */
const EXP_RATE = 0.0625;
const ACTIVATION_EV = 0.59;
const BOLTZMANN_EV_PER_K = 8.617333e-5;
const ZERO_C_IN_K = 273.15;
/** Below this nobody has measured. °C. */
const COLDEST_C = -60;
/** A table's times begin about so much later: the power comes back before the memory is refreshed again. Seconds. */
const POWER_UP_SECONDS = 2;
const LANE_SALT = 0x6c616e65;

/** Seconds at the reference temperature that do as much as `seconds` at `tempC`. */
export function effectiveSeconds(seconds: number, tempC: number, refTempC: number, law: TempLaw): number {
  const temp = Math.max(tempC, COLDEST_C);
  const ref = Math.max(refTempC, COLDEST_C);
  if (law === 'exp') return seconds * Math.exp(EXP_RATE * (temp - ref));
  const slope = ACTIVATION_EV / BOLTZMANN_EV_PER_K;
  return seconds * Math.exp(slope * (1 / (ref + ZERO_C_IN_K) - 1 / (temp + ZERO_C_IN_K)));
}

/** One standard normal for each lane: the chips of a module differ, and stay as they are. */
export function laneShifts(profile: DramProfile, seed: number): number[] {
  return Array.from({ length: profile.lanes.count }, (_, lane) =>
    probit((mix(mix(seed, lane), LANE_SALT) + 0.5) / 2 ** 32),
  );
}

/** Fraction of the charged cells of a lane that is lost; `seconds` are effective ones, `shift` is the lane's own. */
export function lostFraction(law: DecayLaw, seconds: number, lane: number, shift: number): number {
  assert(seconds >= 0, `${seconds} seconds without refresh`);
  if (seconds === 0) return 0;
  if (law.kind === 'table') return tableFraction(law.points, seconds, lane);
  const { medianSeconds, sigma, laneSigma, tailWeight, tailMedianSeconds } = law;
  const at = (median: number) => phi((Math.log(seconds / median) - laneSigma * shift) / sigma);
  return (1 - tailWeight) * at(medianSeconds) + (tailWeight > 0 ? tailWeight * at(tailMedianSeconds) : 0);
}

/** Straight lines in (ln(t + 2), probit D) between the points, held at both ends. */
function tableFraction(
  points: readonly { readonly seconds: number; readonly lost: readonly number[] }[],
  seconds: number,
  lane: number,
): number {
  const lost = (index: number) =>
    points.slice(index).reduce((least, point) => Math.min(least, point.lost[lane % point.lost.length]!), 1);
  const next = points.findIndex((point) => point.seconds >= seconds);
  if (next === 0) return lost(0);
  if (next < 0) return lost(points.length - 1);
  const time = (of: number) => Math.log(of + POWER_UP_SECONDS);
  const [from, to] = [time(points[next - 1]!.seconds), time(points[next]!.seconds)];
  const part = (time(seconds) - from) / (to - from);
  const [low, high] = [probit(lost(next - 1)), probit(lost(next))];
  return Math.max(lost(next - 1), Math.min(lost(next), phi(low + part * (high - low))));
}
