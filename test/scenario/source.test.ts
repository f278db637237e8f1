// YAML with places: whatever text comes, an answer comes, and mistakes are placed where they stand.
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { parseSource, SOURCE_LIMIT } from '../../src/scenario/source.ts';

const issuesOf = (text: string) =>
  parseSource(text, 'x.yaml').issues.map(
    (issue) => `${issue.place?.line}:${issue.place?.column} ${issue.code} ${issue.message}`,
  );

describe('broken YAML', () => {
  test.each([
    [
      'a: [1,\nb: 2\n',
      ['2:1 yaml.bad-indent Flow sequence in block collection must be sufficiently indented and end with a ]'],
    ],
    ['a: 1\na: 2\n', ['2:1 yaml.duplicate-key this key occurs twice in the mapping']],
    ['a: "x\n', ['2:1 yaml.missing-char Missing closing "quote']],
    ['a:\n\t- b\n', undefined],
    ['a: 1\n---\nb: 2\n', ['2:1 yaml.multiple-docs more than one document in the file']],
    ['a: { __proto__: 1 }\n', ['1:6 yaml.odd-key no key can have this name']],
    ['a: *nope\n', ['1:4 yaml.unknown-alias no anchor &nope stands before this']],
    ['a: &a [*a]\n', ['1:8 yaml.alias-cycle *a stands inside of what it names']],
    ['a: &a {b: *a}\n', ['1:11 yaml.alias-cycle *a stands inside of what it names']],
    ['a: !!js/function x\n', ['1:4 yaml.tag-resolve-failed Unresolved tag: tag:yaml.org,2002:js/function']],
  ])('%j', (text, expected) => {
    const issues = issuesOf(text);
    if (expected === undefined) expect(issues.length).toBeGreaterThan(0);
    else expect(issues).toEqual(expected);
  });

  test('an alias bomb is refused, not expanded', () => {
    const levels = Array.from(
      { length: 12 },
      (_, n) =>
        `l${n}: &l${n} [${
          n === 0
            ? 'x'
            : Array(9)
                .fill(`*l${n - 1}`)
                .join(',')
        }]`,
    );
    expect(issuesOf(levels.join('\n'))).toEqual(['1:1 yaml.too-many-aliases aliases expand to far too much']);
  });

  test('too long, and just not too long', () => {
    expect(issuesOf('#'.repeat(SOURCE_LIMIT + 1))).toEqual([
      'undefined:undefined scenario.too-long the file is too long for a scenario',
    ]);
    expect(issuesOf('#'.repeat(SOURCE_LIMIT))).toEqual([]);
  });

  test.each(['[', '{a: ', '- ', '? ', '&a ', '!!map {a: '])('deep nesting of %j ends with issues', (piece) => {
    const { issues, data } = parseSource(piece.repeat(20_000), 'x.yaml');
    expect(issues.length).toBeGreaterThan(0);
    expect(data).toBeUndefined();
  });
});

describe('places', () => {
  const source = parseSource('name: x\nsteps:\n  - wait: 3s\n  - kernel: {ls: /a, bad: 1}\nempty:\n', 'x.yaml');
  test.each([
    [['name'], undefined, '1:7'],
    [['steps', 0, 'wait'], undefined, '3:11'],
    [['steps', 1, 'kernel'], 'bad', '4:22'],
    [['steps', 1, 'kernel', 'missing'], undefined, '4:13'],
    [['empty'], undefined, '5:1'],
    [['nowhere', 'at', 'all'], undefined, '1:1'],
    [[], 'name', '1:1'],
  ])('%j %j', (path, key, place) => {
    const { line, column } = source.place(path as (string | number)[], key);
    expect(`${line}:${column}`).toBe(place);
  });
});

property.prop([fc.string({ unit: fc.constantFrom(...'ab:-[]{}&*!|>#"\'\n \t,?%@`0x~'.split('')), maxLength: 200 })])(
  'any text gives data or issues, and places for both',
  (text) => {
    const source = parseSource(text, 'x.yaml');
    if (source.issues.length > 0) expect(source.data).toBeUndefined();
    for (const issue of source.issues) expect(issue.place?.line).toBeGreaterThan(0);
    expect(source.place(['a', 0, 'b']).line).toBeGreaterThan(0);
  },
);
