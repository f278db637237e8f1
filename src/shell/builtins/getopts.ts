/** `getopts`: bash 5.2 `builtins/getopts.def` and `getopt.c`. */
import { type BuiltinFunction, EX_USAGE } from '../builtin.ts';
import { isName } from '../word-parser.ts';

export const getoptsBuiltin: BuiltinFunction = (shell, given) => {
  const args = given[0] === '--' ? given.slice(1) : given;
  const [spec, name] = args;
  if (spec?.startsWith('-') === true && spec.length > 1) {
    shell.complain(`getopts: ${spec.slice(0, 2)}: invalid option`);
    shell.printError('getopts: usage: getopts optstring name [arg ...]\n');
    return EX_USAGE;
  }
  if (spec === undefined || name === undefined) {
    shell.printError('getopts: usage: getopts optstring name [arg ...]\n');
    return EX_USAGE;
  }
  const { variables } = shell;
  const isAsh = shell.dialect.kind === 'ash';
  const words = args.length > 2 ? args.slice(2) : shell.positional;
  const isSilent = spec.startsWith(':');
  const quiet = isSilent || variables.get('OPTERR') === '0';
  let index = Number.parseInt(variables.get('OPTIND') ?? '1', 10) || 1;
  if (index < 1) index = 1;
  let position = shell.getoptsPosition;
  const finish = (option: string, argument: string | undefined, status: number): number => {
    variables.set('OPTIND', String(index));
    shell.getoptsPosition = position;
    if (argument === undefined) {
      if (variables.find('OPTARG') !== undefined) variables.unset('OPTARG');
    } else variables.set('OPTARG', argument);
    if (!isName(name)) {
      shell.complain(`getopts: \`${name}': not a valid identifier`);
      return 1;
    }
    variables.set(name, option);
    return status;
  };
  const word = words[index - 1];
  if (position === 1 || word === undefined || position >= word.length) {
    position = 1;
    if (word === undefined || !word.startsWith('-') || word === '-') return finish('?', undefined, 1);
    if (word === '--') {
      index++;
      return finish('?', undefined, 1);
    }
  }
  const letter = (word as string).charAt(position++);
  const isLast = position >= (word as string).length;
  const found = letter === ':' ? -1 : spec.indexOf(letter);
  const advance = (): void => {
    if (!isLast) return;
    index++;
    position = 1;
  };
  if (found < 0) {
    advance();
    if (!quiet)
      shell.printError(isAsh ? `Illegal option -${letter}\n` : `${shell.source}: illegal option -- ${letter}\n`);
    return finish('?', isSilent ? letter : undefined, 0);
  }
  if (spec.charAt(found + 1) !== ':') {
    advance();
    return finish(letter, undefined, 0);
  }
  const inline = (word as string).slice(position);
  position = 1;
  index++;
  if (inline !== '') return finish(letter, inline, 0);
  const next = words[index - 1];
  if (next !== undefined) {
    index++;
    return finish(letter, next, 0);
  }
  if (isSilent) return finish(':', letter, 0);
  if (!quiet)
    shell.printError(
      isAsh ? `No arg for -${letter} option\n` : `${shell.source}: option requires an argument -- ${letter}\n`,
    );
  return finish('?', undefined, 0);
};
