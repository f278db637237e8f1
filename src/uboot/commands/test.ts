/**
 * `test`, and `[` where the release has it: strings and numbers compared.
 *
 * Mirrors `do_test` of U-Boot `cmd/test.c`: words are read from left to right, `-a` and `-o` bind alike, and what is no
 * expression is true. Left out: `=~`, which is taken for no expression.
 */
import type { UBootProfile } from '../../profiles/uboot.ts';
import { type Command, type CommandContext, type CommandRun, FAILURE, SUCCESS } from '../command.ts';
import { simpleStrtol, type WordBits } from '../numbers.ts';

/** Of `words`, from the operand on: how many it takes and what it says; null: not this one. */
type Operation = (
  words: readonly string[],
  context: CommandContext,
) => { readonly taken: number; readonly isTrue: boolean } | null;

const BINARY: Readonly<Record<string, (a: string, b: string, bits: WordBits) => boolean>> = {
  '=': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
  '-eq': (a, b, bits) => simpleStrtol(a, bits) === simpleStrtol(b, bits),
  '-ne': (a, b, bits) => simpleStrtol(a, bits) !== simpleStrtol(b, bits),
  '-lt': (a, b, bits) => simpleStrtol(a, bits) < simpleStrtol(b, bits),
  '-le': (a, b, bits) => simpleStrtol(a, bits) <= simpleStrtol(b, bits),
  '-gt': (a, b, bits) => simpleStrtol(a, bits) > simpleStrtol(b, bits),
  '-ge': (a, b, bits) => simpleStrtol(a, bits) >= simpleStrtol(b, bits),
};

const operation: Operation = (words, context) => {
  const [first = '', second, third] = words;
  const binary = second === undefined ? undefined : BINARY[second];
  if (binary !== undefined)
    return third === undefined ? null : { taken: 3, isTrue: binary(first, third, context.bits) };
  if (first === '-e') {
    const [, interfaceName, device, path] = words;
    if (interfaceName === undefined || path === undefined) return null;
    return { taken: 4, isTrue: fileExists(context, interfaceName, device, path) };
  }
  if (first !== '-z' && first !== '-n') return null;
  return second === undefined ? null : { taken: 2, isTrue: (second === '') === (first === '-z') };
};

/** `file_exists`: a directory is one too. */
function fileExists({ storage }: CommandContext, interfaceName: string, device = '', path = ''): boolean {
  const found = storage.fileSystem(interfaceName, device, 'any');
  return found !== null && (found.size(path) !== null || found.list(path) !== null);
}

function holds(words: readonly string[], context: CommandContext): boolean {
  let isTrue = false;
  let negates = false;
  let before = false;
  let joint: '-a' | '-o' | null = null;
  for (let at = 0; at < words.length; ) {
    const rest = words.slice(at);
    const [word] = rest;
    const isOperand = rest[1] !== undefined && Object.hasOwn(BINARY, rest[1]);
    if (!isOperand && (word === '!' || word === '-a' || word === '-o')) {
      if (word === '!') negates = !negates;
      else {
        before = isTrue;
        joint = word;
      }
      at++;
      continue;
    }
    const found = operation(rest, context);
    if (found === null) return true;
    isTrue = found.isTrue !== negates;
    negates = false;
    if (joint === '-o') isTrue ||= before;
    else if (joint === '-a') isTrue &&= before;
    joint = null;
    at += found.taken;
  }
  return isTrue;
}

export function testCommands({ bracketTest }: UBootProfile): readonly Command[] {
  const run = function* (context: CommandContext, words: readonly string[]): CommandRun {
    let operands = words.slice(1);
    if (bracketTest && words[0] === '[') {
      if (words.at(-1) !== ']') {
        context.puts('[: missing terminating ]\n');
        return FAILURE;
      }
      operands = operands.slice(0, -1);
    }
    if (operands.length < 2) {
      const [only = ''] = operands;
      return bracketTest && only !== '' && only !== '-n' ? SUCCESS : FAILURE;
    }
    const isTrue = holds(operands, context);
    const { delayNs } = context.storage.time.take();
    if (delayNs > 0) yield { delayNs };
    return isTrue ? SUCCESS : FAILURE;
  };
  const test: Command = {
    name: 'test',
    maxWords: 'board',
    repeatable: true,
    usage: 'minimal test like /bin/sh',
    help: '[args..]',
    run,
  };
  if (!bracketTest) return [test];
  return [test, { ...test, name: '[', usage: "alias for 'test'", help: ' <test expression> ]' }];
}

/** `true` and `false` have no help text. */
function constant(name: 'true' | 'false', usage: string): Command {
  return {
    name,
    maxWords: 'board',
    repeatable: true,
    usage,
    help: '- No additional help available.',
    run: () => (name === 'true' ? SUCCESS : FAILURE),
  };
}

export const trueCommand = constant('true', 'do nothing, successfully');
export const falseCommand = constant('false', 'do nothing, unsuccessfully');
