/**
 * Chance as named streams, all from one seed.
 *
 * Each user of chance draws from a stream of its own name, so that a new user does not shift the numbers of the others.
 * The generator is seedrandom's Alea: its state is three numbers and survives JSON exactly.
 */
import type seedrandom from 'seedrandom';
import alea from 'seedrandom/lib/alea.js';
import { assert } from './assert.ts';

export interface RandomStream {
  /** 0 … 2^32−1. */
  uint32(): number;
  /** 0 ≤ x < 1, 53 bits. */
  float(): number;
  /** Whole number 0 … bound−1, bound from 1 to 2^53. */
  int(bound: number): number;
}

export interface RandomState {
  readonly seed: string;
  readonly streams: Readonly<Record<string, seedrandom.State.Alea>>;
}

class AleaStream implements RandomStream {
  readonly #generator: seedrandom.StatefulPRNG<seedrandom.State.Alea>;

  constructor(seed: string, state?: seedrandom.State.Alea) {
    this.#generator = alea(seed, { state: state ?? true });
  }

  uint32(): number {
    return this.#generator.int32() >>> 0;
  }

  float(): number {
    return this.#generator.double();
  }

  int(bound: number): number {
    assert(Number.isSafeInteger(bound) && bound >= 1, `random: bound ${bound} is not a positive whole number`);
    return Math.floor(this.#generator.double() * bound);
  }

  state(): seedrandom.State.Alea {
    return this.#generator.state();
  }
}

export class RandomStreams {
  readonly seed: string;
  readonly #streams = new Map<string, AleaStream>();

  constructor(seed: string) {
    this.seed = seed;
  }

  /** The stream of this name; the same object each time. */
  stream(name: string): RandomStream {
    let stream = this.#streams.get(name);
    if (stream === undefined) {
      stream = new AleaStream(`${this.seed}/${name}`);
      this.#streams.set(name, stream);
    }
    return stream;
  }

  snapshot(): RandomState {
    const streams = [...this.#streams].map(([name, stream]) => [name, { ...stream.state() }] as const);
    return { seed: this.seed, streams: Object.fromEntries(streams) };
  }

  static restore(state: RandomState): RandomStreams {
    const restored = new RandomStreams(state.seed);
    for (const [name, stream] of Object.entries(state.streams)) {
      restored.#streams.set(name, new AleaStream(`${state.seed}/${name}`, stream));
    }
    return restored;
  }
}
