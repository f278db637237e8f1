import { expect, test } from 'vitest';
import { AssertionFailure } from '../../src/sim/assert.ts';
import { RandomStreams } from '../../src/sim/random.ts';

const draw = (streams: RandomStreams, name: string) => Array.from({ length: 5 }, () => streams.stream(name).uint32());

test('a stream depends on seed and name only, not on who else draws', () => {
  const alone = new RandomStreams('seed');
  const busy = new RandomStreams('seed');
  draw(busy, 'other');
  expect(draw(busy, 'mine')).toEqual(draw(alone, 'mine'));
  expect(draw(new RandomStreams('seed'), 'mine')).not.toEqual(draw(new RandomStreams('seed2'), 'mine'));
});

test('a snapshot through JSON goes on in the same way', () => {
  const streams = new RandomStreams('seed');
  draw(streams, 'a');
  streams.stream('b').float();
  const copy = RandomStreams.restore(JSON.parse(JSON.stringify(streams.snapshot())));
  for (const name of ['a', 'b', 'never-drawn']) expect(draw(copy, name)).toEqual(draw(streams, name));
});

test('a saved state is not changed by later draws', () => {
  const streams = new RandomStreams('seed');
  draw(streams, 'a');
  const state = streams.snapshot();
  const text = JSON.stringify(state);
  draw(streams, 'a');
  expect(JSON.stringify(state)).toBe(text);
});

test('int stays below its bound and refuses an empty range', () => {
  const stream = new RandomStreams('x').stream('int');
  for (let i = 0; i < 1000; i++) expect(stream.int(3)).toBeLessThan(3);
  expect(stream.int(1)).toBe(0);
  for (const bound of [0, -1, 1.5, Number.NaN]) expect(() => stream.int(bound)).toThrow(AssertionFailure);
});
