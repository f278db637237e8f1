/** The worked numbers of the model's description, and what must hold for every module. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { effectiveSeconds, laneShifts, lostFraction } from '../../../src/memory/dram/decay-law.ts';
import { phi, probit } from '../../../src/memory/dram/normal.ts';
import { dramProfiles, findDramProfile } from '../../../src/profiles/dram.ts';

const decaying = dramProfiles.filter(({ decay }) => decay !== null);

describe('temperature', () => {
  test('ten seconds, ten degrees warmer and colder, by both laws', () => {
    expect(effectiveSeconds(10, 29, 19, 'exp')).toBeCloseTo(18.68, 2);
    expect(effectiveSeconds(10, 9, 19, 'exp')).toBeCloseTo(5.352614, 6);
    expect(effectiveSeconds(10, 29, 19, 'arrhenius')).toBeCloseTo(21.7194, 4);
    expect(effectiveSeconds(10, 9, 19, 'arrhenius')).toBeCloseTo(4.35787, 5);
    expect(effectiveSeconds(10, 19, 19, 'exp')).toBe(10);
  });

  test('is held below -60 °C, where nobody has measured', () => {
    expect(effectiveSeconds(10, -61, 19, 'arrhenius')).toBe(effectiveSeconds(10, -60, 19, 'arrhenius'));
    expect(effectiveSeconds(10, -59, 19, 'arrhenius')).toBeGreaterThan(effectiveSeconds(10, -60, 19, 'arrhenius'));
  });
});

describe('ddr4-slow', () => {
  const law = findDramProfile('ddr4-slow')!.decay!;
  const errorRate = (seconds: number) =>
    Array.from({ length: 8 }, (_, lane) => lostFraction(law, seconds, lane, 0)).reduce((sum, lost) => sum + lost, 0) /
    16;

  test('has the bit error rates that were measured, between the points too', () => {
    expect(errorRate(10)).toBeCloseTo(0.00717, 5);
    expect(errorRate(40)).toBeCloseTo(0.2402, 4);
    expect(errorRate(120)).toBeCloseTo(0.4951, 4);
    expect(lostFraction(law, 10, 5, 0) / 2).toBeCloseTo(0.02805, 9);
    expect(lostFraction(law, 10, 0, 0) / 2).toBeCloseTo(0.0011, 9);
    expect(errorRate(1_000)).toBe(errorRate(120));
    expect(errorRate(0)).toBe(0);
  });
});

describe('every module', () => {
  test.prop([
    fc.constantFrom(...decaying),
    fc.double({ min: 0, max: 1_000, noNaN: true }),
    fc.double({ min: 0, max: 1_000, noNaN: true }),
    fc.nat(),
  ])('never loses less in a longer time', (profile, one, other, seed) => {
    const [shorter, longer] = one < other ? [one, other] : [other, one];
    for (const [lane, shift] of laneShifts(profile, seed).entries()) {
      const less = lostFraction(profile.decay!, shorter, lane, shift);
      const more = lostFraction(profile.decay!, longer, lane, shift);
      expect(less).toBeGreaterThanOrEqual(0);
      expect(more).toBeLessThanOrEqual(1);
      expect(more).toBeGreaterThanOrEqual(less);
    }
  });

  test('says where its figures come from', () => {
    for (const { source } of dramProfiles) expect(source).toMatch(/^(measured|assumed|no cell)/);
  });
});

describe('the normal distribution', () => {
  test('has its known values, far out too', () => {
    expect(phi(0)).toBe(0.5);
    expect(phi(1.959963984540054)).toBeCloseTo(0.975, 12);
    expect(phi(-6)).toBeCloseTo(9.865876450377e-10, 20);
    expect(phi(3)).toBeCloseTo(0.9986501019683699, 12);
    expect(phi(2.999999999)).toBeCloseTo(0.99865010196394, 12);
    expect([phi(-40), phi(40)]).toEqual([0, 1]);
  });

  test.prop([fc.double({ min: -5, max: 5, noNaN: true })])('its quantile turns it round', (x) => {
    expect(probit(phi(x))).toBeCloseTo(x, 8);
  });
});
